"""The phone's pages, and the gate it talks to (without a language in front)."""

from django.urls import URLPattern, URLResolver

gate_patterns: list[URLPattern | URLResolver] = []
phone_patterns: list[URLPattern | URLResolver] = []
