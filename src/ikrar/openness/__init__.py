"""The public site: calendar, figures, open data, verification. It publishes nothing that names a person."""
