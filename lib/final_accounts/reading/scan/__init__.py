"""Scanned pages: turned into characters, which then go the way of printed ones."""
