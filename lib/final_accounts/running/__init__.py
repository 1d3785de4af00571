"""Many reports: a child process each, a folder each, one index."""
