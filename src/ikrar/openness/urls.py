from django.urls import URLPattern, URLResolver

app_name = "openness"
urlpatterns: list[URLPattern | URLResolver] = []
