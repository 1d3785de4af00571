"""Re-typesets published final accounts from their figures, as samples to try the library on."""
