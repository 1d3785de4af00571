"""Charts, drawn as the report shows them beside what its figures give."""
