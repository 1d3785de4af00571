"""Tables with rules, by two readers."""
