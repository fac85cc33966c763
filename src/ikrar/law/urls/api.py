"""The law as JSON, outside the two languages: they stand side by side in every answer."""

from django.urls import path

from ikrar.law.api import answering

app_name = "law-api"
urlpatterns = [
    path("version", answering.version, name="version"),
    path("records", answering.listed, name="records"),
    path("show/<path:code>", answering.show, name="show"),
    path("term", answering.term, name="term"),
    path("ask", answering.ask, name="ask"),
    path("quote", answering.quote, name="quote"),
    path("stages", answering.stages, name="stages"),
    path("diff", answering.diff, name="diff"),
]
