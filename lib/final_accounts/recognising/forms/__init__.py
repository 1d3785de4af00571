"""Statutory forms: found by title or columns, with their figures."""
