"""Workbooks, new and old, and comma-separated values: each cell as it prints."""
