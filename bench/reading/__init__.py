"""How rightly and how fast every format is read, by us and by other tools."""
