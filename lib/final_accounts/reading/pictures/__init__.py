"""Pictures: an account photographed or scanned page by page, and forms pasted as pictures into a text."""
