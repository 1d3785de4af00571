"""The charts of an account, and what they should show."""
