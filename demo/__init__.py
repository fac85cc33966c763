"""The demonstration city: an invented place, invented people, every one marked "contoh"."""
