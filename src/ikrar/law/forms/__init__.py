"""What the pages of the law ask."""
