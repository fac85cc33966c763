from django.urls import URLPattern, path

from ikrar.register import views
from ikrar.register.logs import REGISTER, REHEARSAL

app_name = "register"


def _files(stem: str, name: str) -> list[URLPattern]:
    """The addresses of one register and of its successors, which stand below it by number."""
    told = {"stem": stem}
    return [
        path(f"{stem}/checkpoint", views.checkpoint, told, name=f"{name}checkpoint"),
        path(f"{stem}/key", views.key, told, name=f"{name}key"),
        path(f"{stem}/trust", views.trust, told, name=f"{name}trust"),
        path(f"{stem}/tile/<path:path>", views.tile, told, name=f"{name}tile"),
        path(f"{stem}/record/<int:index>.json", views.record, told, name=f"{name}record"),
        path(f"{stem}/<int:generation>/checkpoint", views.checkpoint, told),
        path(f"{stem}/<int:generation>/tile/<path:path>", views.tile, told),
        path(f"{stem}/<int:generation>/record/<int:index>.json", views.record, told),
    ]


urlpatterns = [*_files(REGISTER, ""), *_files(REHEARSAL, "rehearsal-")]
