"""Papers that leave the office and come back: sealing, checking, issuing, anchoring. It knows bytes, not pledges."""
