"""Generated accounts that are consistent in 分, mistakes planted in them, and what the checker finds."""
