"""Pages of planning: the plan, its sites, texts, cards and papers."""
