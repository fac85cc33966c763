"""The calendar of the elections, for people and for machines."""

from django.urls import path

from ikrar.law.views import feeds, stages

urlpatterns = [
    path("kalender/", stages.former_address, name="former-calendar"),
    path("tahapan/", stages.index, name="stages"),
    path("tahapan/<slug:code>/", stages.calendar, name="calendar"),
    path("tahapan/<slug:code>.ics", feeds.calendar_feed, name="calendar-feed"),
    path("tahapan/<slug:code>/<slug:contest>.ics", feeds.calendar_feed, name="contest-feed"),
    path("tahapan/<slug:code>.json", feeds.calendar_json, name="calendar-json"),
]
