"""Sheets wider than the paper, and what the edges of pages take from them."""
