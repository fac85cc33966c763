"""Stage, kiosk, paper roll, board, and what comes after the day."""

from django.urls import URLPattern, URLResolver

day_patterns: list[URLPattern | URLResolver] = []
