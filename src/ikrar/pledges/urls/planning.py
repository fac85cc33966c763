"""Planning, texts, cards and papers."""

from django.urls import URLPattern, URLResolver

planning_patterns: list[URLPattern | URLResolver] = []
