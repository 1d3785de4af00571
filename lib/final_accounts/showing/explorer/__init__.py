"""The explorer: a report under controls in a notebook."""
