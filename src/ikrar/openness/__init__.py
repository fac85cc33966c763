"""The public site: declarations, figures, open data, verification. It publishes nothing that names a person."""
