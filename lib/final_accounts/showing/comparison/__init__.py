"""Several accounts side by side."""
