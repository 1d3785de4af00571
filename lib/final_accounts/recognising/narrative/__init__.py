"""What the sentences of an account claim."""
