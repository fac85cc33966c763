"""Every address under the adviser's own host name."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = i18n_patterns(
    path("", RedirectView.as_view(pattern_name="law:ask"), name="front"),
    path("", include("ikrar.law.urls")),
    prefix_default_language=False,
)

handler400 = "ikrar.web.views.garbled"
handler403 = "ikrar.web.views.forbidden"
handler404 = "ikrar.web.views.missing"
handler500 = "ikrar.web.views.broken"
