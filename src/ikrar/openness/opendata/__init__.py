"""Published figures as open data: one description, and what is written and checked by it. Plain Python, no Django."""
