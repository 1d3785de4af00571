"""What is printed on one page of a PDF, and whether it can be trusted."""
