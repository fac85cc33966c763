"""The append-only log: knows bytes and types of entries, nothing of pledges or people."""
