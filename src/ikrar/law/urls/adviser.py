from django.urls import URLPattern, path

from ikrar.law.views import adviser, poster, quoting

urlpatterns: list[URLPattern] = [
    path("boleh/", adviser.ask, name="ask"),
    path("boleh/poster.pdf", poster.poster, name="poster"),
    path("kutipan/", quoting.quote, name="quote"),
]
