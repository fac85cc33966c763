"""Every address of the product: Indonesian at the root, English below /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from ikrar.pledges.urls import gate_patterns
from ikrar.project import health, metrics, openapi, tour, wiring

wiring.wire()

urlpatterns = [
    path("sehat", health.alive, name="alive"),
    path("sehat/siap", health.ready, name="ready"),
    path("metrik", metrics.metrics, name="metrics"),
    path("api/openapi.json", openapi.openapi, name="openapi"),
    path("api/law/", include("ikrar.law.urls.api")),
    path("api/", include("ikrar.openness.api.urls")),
    path("", include("ikrar.register.urls")),
    path("", include((gate_patterns, "gate"))),
    *i18n_patterns(
        path("", include("ikrar.web.urls")),
        path("tur/", tour.tour, name="tour"),
        path("", include("ikrar.openness.urls")),
        path("", include("ikrar.law.urls")),
        path("", include("ikrar.pledges.urls")),
        path("", include("ikrar.papers.urls")),
        path("", include("ikrar.commitments.urls")),
        path("", include("ikrar.privacy.urls")),
        path("meja/", include("ikrar.desk.urls")),
        path("meja/pegawai/", include("ikrar.roster.urls")),
        path("akun/", include("ikrar.accounts.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "ikrar.web.views.garbled"
handler403 = "ikrar.web.views.forbidden"
handler404 = "ikrar.web.views.missing"
handler500 = "ikrar.web.views.broken"
