"""Pages that belong to nobody else: help, the style page, and the errors told in words."""

import logging
import sys
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from ikrar.kernel.words import Words
from ikrar.web import asked, charts
from ikrar.web.access import public
from ikrar.web.languages import is_english, say, t
from ikrar.web.page import page

log = logging.getLogger(__name__)

GARBLED = (
    Words("Permintaan ini tidak dapat dibaca", "This request cannot be read"),
    Words(
        "Kembali ke halaman sebelumnya, muat ulang, lalu coba sekali lagi.",
        "Go back, reload the page and try once more.",
    ),
)
FORBIDDEN = (
    Words("Halaman ini bukan untuk akun Anda", "This page is not for your account"),
    Words(
        "Bila Anda memerlukannya untuk tugas Anda, mintalah kewenangan kepada pengelola akun di instansi Anda.",
        "If your duties need it, ask the account manager of your institution for the permission.",
    ),
)
MISSING = (
    Words("Halaman ini tidak ada", "This page does not exist"),
    Words(
        "Periksa alamatnya, atau mulai lagi dari halaman depan. Alamat pada kartu dan layar ditulis tanpa spasi.",
        "Check the address, or start again from the front page. Addresses on cards and screens have no spaces.",
    ),
)
BROKEN = (
    Words("Ada kesalahan pada server kami", "Something broke on our server"),
    Words(
        "Ini bukan kesalahan Anda, dan tidak ada yang tercatat setengah. Tunggu sebentar, lalu coba lagi. "
        "Bila berulang, hubungi bantuan dan sebut nomor permintaan di bawah.",
        "This is not your fault, and nothing was recorded by half. Wait a moment and try again. "
        "If it happens again, contact the help desk and quote the request number below.",
    ),
)
AWAY = (
    Words(
        "Server sedang tidak dapat membaca atau mencatat",
        "The server can neither read nor record at the moment",
    ),
    Words(
        "Ini bukan kesalahan Anda. Tunggu sepuluh detik, lalu muat ulang. Bila tadi Anda mengirim sesuatu, periksa dulu "
        "apakah sudah tercatat sebelum mengirim lagi.",
        "This is not your fault. Wait ten seconds and reload. If you had just sent something, see first whether it was "
        "recorded before you send it again.",
    ),
)
AWAY_SECONDS = 10
TOO_LARGE = (
    Words("Kiriman ini terlalu besar", "This is too much at once"),
    Words(
        "Tidak ada yang disimpan. Bila ini sebuah daftar, bagilah per unit; bila hasil pindai, turunkan resolusinya.",
        "Nothing was kept. If it is a list, split it by unit; if it is a scan, lower its resolution.",
    ),
)
STALE = (
    Words("Halaman ini terbuka terlalu lama", "This page was open for too long"),
    Words(
        "Demi keamanan, isian belum dikirim. Kembali, muat ulang halamannya, lalu kirim sekali lagi. "
        "Bila berulang, izinkan cookie untuk alamat ini.",
        "For safety nothing was sent. Go back, reload the page and send it once more. "
        "If it happens again, allow cookies for this address.",
    ),
)


def garbled(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    return _told(request, GARBLED, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    return _told(request, FORBIDDEN, status=403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    return _told(request, MISSING, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """What nobody foresaw; a database that went away is no fault of the page, and comes back."""
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return _told(request, BROKEN, status=500)
    answer = _told(request, AWAY, status=503, template="web/away.html")
    answer["Retry-After"] = str(AWAY_SECONDS)
    return answer


def too_large(request: HttpRequest) -> HttpResponse:
    return _told(request, TOO_LARGE, status=413)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token; the reason is for the log, not for the person."""
    log.warning("csrf refused: %s", reason.partition(" - ")[0])  # what follows quotes the request
    return _told(request, STALE, status=403)


def _told(
    request: HttpRequest, words: tuple[Words, Words], *, status: int, template: str = "web/refusal.html"
) -> HttpResponse:
    title, remedy = (say(word) for word in words)
    if "json" in request.headers.get("Accept", "") or "json" in (request.content_type or ""):
        told = {"status": status, "title": title, "remedy": remedy, "request_id": asked.number()}
        return JsonResponse(
            {"type": "about:blank", **told}, status=status, content_type="application/problem+json"
        )
    return page(request, template, status=status, refusal={"title": title, "remedy": remedy})


@public
def help_page(request: HttpRequest) -> HttpResponse:
    return page(request, "web/help.html", contact=settings.IKRAR_CONTACT)


class ExampleForm(forms.Form):
    """The style page's form: one of each kind of field."""

    name = forms.CharField(
        label=t("Nama tempat", "Name of the place"), help_text=t("Seperti di papan nama.", "As on its sign.")
    )
    number = forms.CharField(
        label=t("Kode kartu", "Card code"),
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=t("Jenis", "Kind"), choices=[("yard", t("Lapangan", "Yard")), ("hall", t("Aula", "Hall"))]
    )
    hour = forms.ChoiceField(
        label=t("Jam", "Hour"), widget=forms.RadioSelect, choices=[("0730", "07.30"), ("0745", "07.45")]
    )
    note = forms.CharField(
        label=t("Catatan", "Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    sheet = forms.FileField(label=t("Daftar pegawai", "Staff list"), required=False)
    agreed = forms.BooleanField(label=t("Saya sudah membaca naskahnya", "I have read the text"))


@public
def style(request: HttpRequest) -> HttpResponse:
    """Every component once, for those who build pages; only where nobody works."""
    if not (settings.DEBUG or settings.IKRAR_DEMO):
        raise Http404
    data = {"name": ""} if "salah" in request.GET else None
    return page(request, "web/style.html", form=ExampleForm(data), **_examples())


def _examples() -> dict[str, Any]:
    villages = ["Anggrek", "Bakung", "Cempaka", "Dahlia", "Flamboyan", "Kenanga", "Melati", "Teratai"]
    stages = [
        charts.Stage(
            say(Words("Penetapan pasangan calon", "Candidates are named")),
            date(2024, 9, 22),
            date(2024, 9, 25),
        ),
        charts.Stage(say(Words("Kampanye", "Campaign")), date(2024, 9, 25), date(2024, 11, 24)),
        charts.Stage(say(Words("Masa tenang", "Silence")), date(2024, 11, 24), date(2024, 11, 27)),
        charts.Stage(say(Words("Pemungutan suara", "The vote")), date(2024, 11, 27), date(2024, 11, 28)),
    ]
    children = tuple(charts.Node(f"Kelurahan {name}", 30 + 9 * i, 13 * i) for i, name in enumerate(villages))
    tree = charts.Node(
        "Kecamatan Contoh", sum(c.value for c in children), sum(c.filled for c in children), children
    )
    return {
        "units": [(f"Kelurahan {name}", i % 6) for i, name in enumerate(villages)],
        "bars": charts.bars(
            rows=[(f"Kelurahan {v}", 4 + 5 * i, 40) for i, v in enumerate(villages[:4])], title="Contoh"
        ),
        "sparkline": charts.sparkline(values=[0, 2, 9, 31, 44, 28, 12, 5, 2], title="Contoh"),
        "stages": charts.stages(
            stages=stages,
            today=date(2024, 10, 7),
            title=say(Words("Tahapan", "Stages")),
            english=is_english(),
        ),
        "icicle": charts.icicle(root=tree, title="Contoh", depth=2),
        "squares": charts.squares(units=[(v, i % 6) for i, v in enumerate(villages * 3)], title="Contoh"),
        "page_of_many": Paginator(range(95), 10).page(3),
    }
