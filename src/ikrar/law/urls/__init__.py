"""The public pages of the law: one module for each family of pages, joined here.

On the adviser's own host name these are all the pages there are (project/adviser_urls.py).
"""

from django.urls import URLPattern, URLResolver

from ikrar.law.urls import adviser, book, stages, terms

app_name = "law"
urlpatterns: list[URLPattern | URLResolver] = [
    *adviser.urlpatterns,
    *stages.urlpatterns,
    *terms.urlpatterns,
    *book.urlpatterns,
]
