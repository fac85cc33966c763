"""The kinds of pages there are. A context that adds a page kind adds its line here; test_every_page walks them.

`address` gets the `scene` fixture's dictionary (filled by fixtures named in `scenes.py`) and returns a path.
`role` is None for a visitor, else the role that signs in. `limit` is the page's weight in bytes.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of page."""

    name: str
    address: Callable[[dict], str]
    role: str | None = None
    status: int = 200
    limit: int = 60_000


KINDS = [
    Kind("help", lambda scene: "/bantuan/"),
    Kind("style", lambda scene: "/meja/gaya/"),
    Kind("style with errors", lambda scene: "/meja/gaya/?salah"),
    Kind("missing", lambda scene: "/tidak-ada/", status=404),
    Kind("sign in", lambda scene: "/akun/masuk/"),
    Kind("forgotten passphrase", lambda scene: "/akun/lupa/"),
    Kind("a link that expired", lambda scene: "/akun/undangan/TIDAKADA/", status=410),
    Kind("desk of an administrator", lambda scene: "/meja/", role="ADMIN"),
    Kind("desk of the personnel office", lambda scene: "/meja/", role="PERSONNEL"),
    Kind("accounts", lambda scene: "/akun/orang/", role="ADMIN"),
    Kind("inviting staff", lambda scene: "/akun/orang/undang/", role="ADMIN"),
    Kind("audit trail", lambda scene: "/akun/jejak/?periksa=1", role="AUDITOR"),
    Kind("system and mail", lambda scene: "/akun/sistem/", role="ADMIN"),
    Kind("waiting mail", lambda scene: "/akun/sistem/surat/", role="ADMIN"),
    Kind("my keys", lambda scene: "/akun/kunci/", role="ADMIN"),
    Kind("changing the passphrase", lambda scene: "/akun/kata-sandi/", role="ADMIN"),
    Kind("front", lambda scene: "/"),
    Kind("calendar", lambda scene: "/kalender/"),
    Kind("declaration with figures", lambda scene: f"/deklarasi/{scene['published']}/"),
    Kind("declaration from the press", lambda scene: f"/deklarasi/{scene['recorded']}/"),
    Kind("text of a declaration", lambda scene: f"/deklarasi/{scene['published']}/naskah/"),
    Kind("correcting figures", lambda scene: f"/deklarasi/{scene['published']}/terbitkan/", role="ORGANISER"),
    Kind("verification", lambda scene: "/periksa/"),
    Kind("about the proof", lambda scene: "/tentang-bukti/"),
    Kind("paper with errors", lambda scene: "/tentang-bukti/?ukuran=x&akar=1", status=422),
    Kind("privacy", lambda scene: "/privasi/"),
    Kind("accessibility", lambda scene: "/aksesibilitas/"),
    Kind("codebook", lambda scene: "/kamus-data/"),
    Kind("stage before signing", lambda scene: scene["day_stage_waiting"]),
    Kind("stage while signing", lambda scene: scene["day_stage"]),
    Kind("a screen address that no longer holds", lambda scene: "/layar/TIDAKADA/", status=404),
    Kind("running a site", lambda scene: f"/meja/lokasi/{scene['day_site']}/jalankan/", role="SITE_LEADER"),
    Kind("opening a kiosk", lambda scene: f"/meja/lokasi/{scene['day_site']}/kios/", role="WITNESS"),
    Kind("kiosk", lambda scene: scene["day_kiosk"]),
    Kind("a kiosk that is closed", lambda scene: "/kios/TIDAKADA/", status=410),
    Kind("board", lambda scene: f"/meja/papan/{scene['day']}/", role="ORGANISER"),
    Kind("after the event", lambda scene: f"/meja/papan/{scene['day']}/setelah/", role="ORGANISER"),
    Kind(
        "who was not asked", lambda scene: f"/meja/unit/{scene['day_unit']}/{scene['day']}/", role="UNIT_HEAD"
    ),
    Kind("paper sheets", lambda scene: f"/meja/kertas/{scene['day']}/", role="PERSONNEL"),
    Kind("a paper roll", lambda scene: f"/meja/kertas/gulungan/{scene['day_roll']}/", role="PERSONNEL"),
    Kind("what waits for confirmation", lambda scene: f"/meja/pengesahan/{scene['day']}/", role="PERSONNEL"),
    Kind("audit draw", lambda scene: f"/meja/undian/{scene['day']}/", role="OVERSEER"),
    Kind("whom to telephone", lambda scene: f"/meja/undian/{scene['day']}/orang/", role="OVERSEER"),
    Kind("units to tell on paper", lambda scene: f"/meja/pemberitahuan/{scene['day']}/", role="PERSONNEL"),
    Kind(
        "whom to tell on paper",
        lambda scene: f"/meja/pemberitahuan/{scene['day']}/{scene['day_unit']}/",
        role="PERSONNEL",
    ),
    Kind("erasing a pledge", lambda scene: "/meja/penghapusan/", role="PERSONNEL"),
    Kind(
        "confirming a roll", lambda scene: f"/meja/pengesahan/gulungan/{scene['day_roll']}/", role="PERSONNEL"
    ),
]
