"""Addresses of declarations: planning and cards, the phone and its gate, the day on stage, kiosk, paper and board."""

from django.urls import URLPattern, URLResolver

from ikrar.pledges.urls.day import day_patterns
from ikrar.pledges.urls.gate import gate_patterns, phone_patterns
from ikrar.pledges.urls.planning import planning_patterns

app_name = "pledges"
urlpatterns: list[URLPattern | URLResolver] = [*planning_patterns, *phone_patterns, *day_patterns]

__all__ = ["app_name", "gate_patterns", "urlpatterns"]
