"""Reading PDF: its pages, its tables, its running text."""
