"""Words every context shares: periods, public ids, canonical bytes, text. Plain Python, no Django, no input or output."""
