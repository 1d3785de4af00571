"""OFD, the fixed-layout format of GB/T 33190-2016: read as the PDF that draws the same pages."""
