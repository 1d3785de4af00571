"""Which figure is wrong where computations fail, and what may have happened to it."""
