"""What readers see: pages, tables, charts, the working paper and the notebooks' controls."""
