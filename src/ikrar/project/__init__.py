"""The composition root: settings, urls, wiring, the entry script. Nothing imports it."""
