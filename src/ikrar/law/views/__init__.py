"""Pages of the law, one module for each family."""
