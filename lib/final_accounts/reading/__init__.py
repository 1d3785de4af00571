"""From a file of any format to a Document: paragraphs, tables, charts, pictures, each with its place."""
