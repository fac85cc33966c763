"""When a term ends, and why."""

from django.urls import URLPattern, path

from ikrar.law.views import terms

urlpatterns: list[URLPattern] = [
    path("tenggat/", terms.index, name="terms"),
    path("tenggat/libur/", terms.days_off, name="days-off"),
    path("tenggat/<str:code>/", terms.term, name="term"),
]
