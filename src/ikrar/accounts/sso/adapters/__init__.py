"""What django-allauth asks of us at the SSO's doors; the edge, so the clock is read here."""
