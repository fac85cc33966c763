"""The law as JSON over HTTP, below /api/law/: the same answers as the pages and `./ikrar law … --json`."""
