"""Rows that pages need before they can be looked at. Each context adds a function; the scene is their union."""

SCENES = []
