"""The law book: everything the product says about rules, record by record."""

from django.urls import URLPattern, path

from ikrar.law.views import book

urlpatterns: list[URLPattern] = [
    path("hukum/", book.index, name="book"),
    path("hukum/buku.pdf", book.paper, name="book-pdf"),
    path("hukum/sumber", book.sources, name="book-sources"),
    path("hukum/periksa", book.unconfirmed, name="book-unconfirmed"),
    path("hukum/versi", book.versions, name="book-versions"),
    path("hukum/<path:code>", book.record, name="record"),
]
