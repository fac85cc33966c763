"""The staff's front page: what waits for this person, composed from everybody's queries. It stores nothing."""
