"""Tables without rules, or with horizontal ones only."""
