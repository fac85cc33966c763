"""Declarations as JSON, outside the two languages: they stand side by side in every answer."""

from django.urls import path

from ikrar.openness.api import answering

app_name = "openness-api"
urlpatterns = [
    path("declarations", answering.declarations, name="declarations"),
    path("declarations/<str:declaration>", answering.declaration, name="declaration"),
    path("publications", answering.publications, name="publications"),
]
