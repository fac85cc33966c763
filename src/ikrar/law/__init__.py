"""Stages of the election and texts of pacts as dated data with their source. It judges nobody."""
