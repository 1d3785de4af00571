"""What rules of several families make their findings with."""
