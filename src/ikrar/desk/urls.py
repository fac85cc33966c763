"""The staff's front page."""

from django.urls import URLPattern, URLResolver, path

from ikrar.desk import views

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [path("", views.front, name="front")]
