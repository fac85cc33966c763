"""The staff's front page: what waits for whom, composed from everybody's queries. It stores nothing."""
