from django.urls import path

from ikrar.web import views

app_name = "web"
urlpatterns = [
    path("bantuan/", views.help_page, name="help"),
    path("meja/gaya/", views.style, name="style"),
]
