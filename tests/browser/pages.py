"""The kinds of pages there are. A context that adds a page kind adds its line here; test_every_page walks them.

`address` gets the `scene` fixture's dictionary (filled by the functions of `scenes.py`) and returns a path.
`role` is None for a visitor, else the role that signs in; `code` names the scene's card by which an official is
known. `limit` is the page's weight in bytes.
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
    code: str | None = None
    again: bool = False


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
    Kind("declarations", lambda scene: "/deklarasi/"),
    Kind("both calendars", lambda scene: scene["published"] and "/kalender/"),
    Kind("calendar of declarations", lambda scene: scene["published"] and "/deklarasi/kalender/"),
    Kind("open data", lambda scene: scene["published"] and "/data/"),
    Kind("open data of a declaration", lambda scene: f"/data/{scene['published']}/"),
    Kind("stages of the elections", lambda scene: "/tahapan/?hari=2024-11-25"),
    Kind("stages with a day that does not exist", lambda scene: "/tahapan/?hari=2024-02-30", status=422),
    Kind(
        "stages of one contest near the fixing",
        lambda scene: "/tahapan/pilkada-2024/?kontes=gubernur&hari=2024-09-20",
    ),
    Kind(
        "stages of a general election", lambda scene: "/tahapan/pemilu-2024/?kontes=presiden&hari=2024-02-12"
    ),
    Kind("the rules", lambda scene: "/hukum/"),
    Kind("a search of the rules", lambda scene: "/hukum/?cari=foto"),
    Kind("a search of the rules that is too long", lambda scene: "/hukum/?cari=" + "a" * 101, status=422),
    Kind("norms", lambda scene: "/hukum/norma", limit=100_000),
    Kind("a norm on a day", lambda scene: "/hukum/SKB-D8?pada=2024-10-01"),
    Kind("a norm on a day that does not exist", lambda scene: "/hukum/SKB-D8?pada=2024-02-30", status=422),
    Kind("an instrument with its articles", lambda scene: "/hukum/UU7/2017"),
    Kind("an open question", lambda scene: "/hukum/Q8"),
    Kind("a question of the staff with its rules", lambda scene: "/hukum/LIKE"),
    Kind("sources of the rules", lambda scene: "/hukum/sumber", limit=120_000),
    Kind("rules that need confirming", lambda scene: "/hukum/periksa", limit=120_000),
    Kind("versions of the rules", lambda scene: "/hukum/versi"),
    Kind("terms", lambda scene: "/tenggat/"),
    Kind("a term with four readings", lambda scene: "/tenggat/DIS-BERLAKU/?hari=2024-11-04"),
    Kind("a long term", lambda scene: "/tenggat/BAN-4/?hari=2024-11-04"),
    Kind(
        "a term that has passed, known on two days",
        lambda scene: (
            "/tenggat/PKD-LAPOR/?diketahui=2024-10-05&menurut=pelapor&diketahui2=2024-10-02&menurut2=terlapor"
        ),
    ),
    Kind("a term in hours", lambda scene: "/tenggat/PKD-POLRI/?hari=2024-10-05&jam=10:00&zona=WIT"),
    Kind("a term that was not found", lambda scene: "/tenggat/PPK-TL/?hari=2024-11-04"),
    Kind("a term refused", lambda scene: "/tenggat/KEB-1/?hari=2034-11-04", status=422),
    Kind("days off", lambda scene: "/tenggat/libur/"),
    Kind("declaration with figures", lambda scene: f"/deklarasi/{scene['published']}/"),
    Kind("checking a signed PDF", lambda scene: "/periksa-pdf/"),
    Kind("the institution's seal", lambda scene: "/segel/"),
    Kind("papers that left", lambda scene: scene["paper_out"] and "/meja/berkas/", role="PERSONNEL"),
    Kind("a paper that is still out", lambda scene: f"/meja/berkas/{scene['paper_out']}/", role="PERSONNEL"),
    Kind(
        "papers about one matter",
        lambda scene: scene["paper_out"] and "/meja/berkas/tentang/CONTOH0001/",
        role="PERSONNEL",
    ),
    Kind("taking a paper back", lambda scene: f"/meja/berkas/{scene['paper_out']}/terima/", role="PERSONNEL"),
    Kind("a paper that came back", lambda scene: f"/meja/berkas/{scene['paper_back']}/", role="PERSONNEL"),
    Kind("declaration from the press", lambda scene: f"/deklarasi/{scene['recorded']}/"),
    Kind("text of a declaration", lambda scene: f"/deklarasi/{scene['published']}/naskah/"),
    Kind("correcting figures", lambda scene: f"/deklarasi/{scene['published']}/terbitkan/", role="ORGANISER"),
    Kind("publications of a declaration", lambda scene: f"/deklarasi/{scene['published']}/terbitan/"),
    Kind("a publication", lambda scene: f"/deklarasi/{scene['published']}/terbitan/1/"),
    Kind("a correction", lambda scene: f"/deklarasi/{scene['corrected']}/terbitan/2/"),
    Kind("public institutions", lambda scene: "/instansi/"),
    Kind("an institution with figures", lambda scene: f"/instansi/{scene['institution']}/"),
    Kind(
        "publications on the desk", lambda scene: scene["published"] and "/meja/terbitan/", role="ORGANISER"
    ),
    Kind("choosing times", lambda scene: f"/meja/terbitan/{scene['plan']}/waktu/", role="ORGANISER"),
    Kind("announced times", lambda scene: f"/meja/terbitan/{scene['published']}/waktu/", role="ORGANISER"),
    Kind("laying out tiles", lambda scene: f"/meja/petak/{scene['institution']}/", role="ORGANISER"),
    Kind("adviser", lambda scene: "/boleh/", limit=40_000),
    Kind("checking a quotation", lambda scene: "/kutipan/", limit=40_000),
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
    Kind(
        "certificates of a unit",
        lambda scene: f"/meja/sertifikat/{scene['day_unit']}/{scene['day']}/",
        role="PERSONNEL",
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
    # ── planning ─────────────────────────────────────────────────────────────────────────────────
    Kind("plans", lambda scene: "/meja/deklarasi/", role="ORGANISER"),
    Kind("a new plan", lambda scene: "/meja/deklarasi/baru/", role="ORGANISER"),
    Kind("a plan", lambda scene: f"/meja/deklarasi/{scene['plan']}/", role="ORGANISER"),
    Kind("a plan that is fixed", lambda scene: f"/meja/deklarasi/{scene['day']}/", role="ORGANISER"),
    Kind("details of a plan", lambda scene: f"/meja/deklarasi/{scene['plan']}/keterangan/", role="ORGANISER"),
    Kind("an open question", lambda scene: f"/meja/deklarasi/{scene['plan']}/tanya/place/", role="ORGANISER"),
    Kind("sites of a plan", lambda scene: f"/meja/deklarasi/{scene['plan']}/lokasi/", role="ORGANISER"),
    Kind("a new site", lambda scene: f"/meja/deklarasi/{scene['plan']}/lokasi/baru/", role="ORGANISER"),
    Kind("sites in bulk", lambda scene: f"/meja/deklarasi/{scene['plan']}/lokasi/massal/", role="ORGANISER"),
    Kind("invitations", lambda scene: f"/meja/deklarasi/{scene['plan']}/undangan/", role="ORGANISER"),
    Kind("a site and its run sheet", lambda scene: f"/meja/lokasi/{scene['plan_site']}/", role="ORGANISER"),
    Kind("choosing a text", lambda scene: f"/meja/deklarasi/{scene['plan']}/naskah/", role="ORGANISER"),
    Kind("letters of a plan", lambda scene: f"/meja/deklarasi/{scene['day']}/surat/", role="ORGANISER"),
    Kind("the minutes", lambda scene: f"/meja/papan/{scene['day']}/berita-acara/", role="PERSONNEL"),
    Kind("fixing", lambda scene: f"/meja/deklarasi/{scene['plan']}/tetapkan/", role="ORGANISER"),
    Kind("moving", lambda scene: f"/meja/deklarasi/{scene['day']}/pindahkan/", role="ORGANISER"),
    Kind("cancelling", lambda scene: f"/meja/deklarasi/{scene['day']}/batalkan/", role="ORGANISER"),
    Kind("superseding", lambda scene: f"/meja/deklarasi/{scene['day']}/gantikan/", role="ORGANISER"),
    Kind("preparing a rehearsal", lambda scene: f"/meja/deklarasi/{scene['day']}/gladi/", role="ORGANISER"),
    Kind("cards", lambda scene: f"/meja/deklarasi/{scene['day']}/kartu/", role="ORGANISER"),
    Kind(
        "the number of those bound",
        lambda scene: f"/meja/deklarasi/{scene['day']}/jumlah-wajib/",
        role="ORGANISER",
    ),
    Kind("texts", lambda scene: "/meja/naskah/", role="ORGANISER"),
    Kind("a text of one's own", lambda scene: "/meja/naskah/baru/netralitas-asn/", role="ORGANISER"),
    Kind("a draft", lambda scene: f"/meja/naskah/{scene['plan_draft']}/", role="ORGANISER"),
    Kind("editing a draft", lambda scene: f"/meja/naskah/{scene['plan_draft']}/ubah/", role="ORGANISER"),
    Kind("a published text", lambda scene: f"/naskah/{scene['plan_text']}/"),
    Kind("appointments and their duties", lambda scene: "/meja/pengangkatan/", role="PERSONNEL"),
    # ── the staff list ───────────────────────────────────────────────────────────────────────────
    Kind("units", lambda scene: "/meja/pegawai/", role="PERSONNEL"),
    Kind("a unit", lambda scene: f"/meja/pegawai/unit/{scene['day_unit']}/", role="PERSONNEL"),
    Kind("a new unit", lambda scene: f"/meja/pegawai/unit/{scene['day_unit']}/baru/", role="PERSONNEL"),
    Kind("a person", lambda scene: f"/meja/pegawai/orang/{scene['person']}/", role="PERSONNEL"),
    Kind("lists", lambda scene: "/meja/pegawai/impor/", role="PERSONNEL"),
    Kind("a new list", lambda scene: "/meja/pegawai/impor/baru/", role="PERSONNEL"),
    Kind("columns of a list", lambda scene: f"/meja/pegawai/impor/{scene['mapping']}/", role="PERSONNEL"),
    Kind("preview of a list", lambda scene: f"/meja/pegawai/impor/{scene['preview']}/", role="PERSONNEL"),
    Kind("one appointment", lambda scene: f"/meja/pengangkatan/{scene['appointment']}/", role="PERSONNEL"),
    Kind("a worklist of duties", lambda scene: f"/meja/kewajiban/{scene['root_unit']}/", role="PERSONNEL"),
    Kind(
        "a worklist, narrowed",
        lambda scene: f"/meja/kewajiban/{scene['root_unit']}/?saring=lewat",
        role="PERSONNEL",
    ),
    Kind(
        "a message for a unit's group",
        lambda scene: f"/meja/kewajiban/{scene['root_unit']}/pesan/",
        role="PERSONNEL",
    ),
    Kind("a letter to the wrong address", lambda scene: f"/ikrar-saya/salah-alamat/{scene['wrong_link']}/"),
    Kind("lists of appointments", lambda scene: "/meja/pegawai/pengangkatan/", role="PERSONNEL"),
    Kind("a new appointment", lambda scene: "/meja/pegawai/pengangkatan/baru/", role="PERSONNEL"),
    Kind("institutions", lambda scene: "/meja/pegawai/lembaga/", role="PERSONNEL"),
    Kind("a new institution", lambda scene: "/meja/pegawai/lembaga/baru/", role="PERSONNEL"),
    # ── the official ─────────────────────────────────────────────────────────────────────────────
    Kind("signing page", lambda scene: scene["day_signing"], limit=40_000),
    Kind("my pledges, not yet known", lambda scene: "/ikrar-saya/"),
    Kind("my pledges", lambda scene: "/ikrar-saya/", code="card"),
    Kind("my data", lambda scene: "/ikrar-saya/data/", code="card"),
    Kind("my keys", lambda scene: "/ikrar-saya/kunci/", code="card"),
    Kind("not me", lambda scene: f"/ikrar-saya/{scene['day']}/bukan-saya/", code="card"),
    Kind("declining", lambda scene: f"/ikrar-saya/{scene['day']}/tidak/", code="card of one who waits"),
    Kind("disputes", lambda scene: "/meja/sanggahan/", role="PERSONNEL"),
    Kind("a dispute", lambda scene: f"/meja/sanggahan/{scene['dispute']}/", role="PERSONNEL"),
    Kind("one-time code", lambda scene: "/ikrar-saya/kode/pakai/"),
    # ── joint commitments ────────────────────────────────────────────────────────────────────────
    Kind("joint commitments", lambda scene: scene["committed"] and "/komitmen/"),
    Kind("a joint commitment", lambda scene: f"/komitmen/{scene['committed']}/", limit=90_000),
    Kind("a joint commitment that is being signed", lambda scene: f"/komitmen/{scene['committing']}/"),
    Kind("screen of a ceremony", lambda scene: f"/layar/komitmen/{scene['commitment_screen']}/"),
    Kind(
        "screen of a ceremony, light",
        lambda scene: f"/layar/komitmen/{scene['commitment_screen']}/?tema=terang",
    ),
    Kind("which representative signs", lambda scene: f"/komitmen/{scene['committing']}/tanda-tangan/"),
    Kind("a representative signs", lambda scene: f"/komitmen/{scene['committing']}/tanda-tangan/1/"),
    Kind(
        "a representative is not to sign yet",
        lambda scene: f"/komitmen/{scene['committing']}/tanda-tangan/2/",
        status=409,
    ),
    Kind(
        "a representative has signed", lambda scene: f"/komitmen/{scene['committed']}/tanda-tangan/1/selesai/"
    ),
    Kind("a representative is invited", lambda scene: scene["commitment_link"]),
    Kind("an invitation that was used", lambda scene: "/komitmen/undangan/TIDAKADA/", status=410),
    Kind("commitments", lambda scene: scene["committed"] and "/meja/komitmen/", role="ORGANISER"),
    Kind("a new commitment", lambda scene: "/meja/komitmen/baru/", role="ORGANISER"),
    Kind(
        "a commitment's plan",
        lambda scene: f"/meja/komitmen/{scene['commitment_planned']}/",
        role="ORGANISER",
    ),
    Kind(
        "a commitment's plan when all have signed",
        lambda scene: f"/meja/komitmen/{scene['committed']}/",
        role="ORGANISER",
    ),
    *(
        Kind(
            f"a commitment's plan: {word}",
            lambda scene, word=word: f"/meja/komitmen/{scene['commitment_planned']}/{word}/",
            role="ORGANISER",
        )
        for word in (
            "ubah",
            "naskah",
            "urutan",
            "batal",
            "lembaga/1/wakil",
            "lembaga/1/tarik",
            "lembaga/1/sertifikat",
        )
    ),
    Kind(
        "leading a ceremony", lambda scene: f"/meja/komitmen/{scene['committing']}/acara/", role="ORGANISER"
    ),
    Kind(
        "leading a ceremony that is over",
        lambda scene: f"/meja/komitmen/{scene['committed']}/acara/",
        role="ORGANISER",
        limit=90_000,
    ),
    *(
        Kind(
            f"a signature arrives: {word}",
            lambda scene, word=word: f"/meja/komitmen/{scene['committing']}/lembaga/1/{word}/",
            role="ORGANISER",
        )
        for word in ("pdf", "kertas", "kertas/sahkan")
    ),
    Kind(
        "one certified PDF of several",
        lambda scene: f"/meja/komitmen/{scene['committing']}/pdf/",
        role="ORGANISER",
    ),
    Kind(
        "a notice of a certificate to confirm",
        lambda scene: f"/meja/komitmen/{scene['commitment_planned']}/lembaga/1/sertifikat/sahkan/",
        role="ORGANISER",
    ),
    Kind(
        "sheets of commitments",
        lambda scene: scene["committing"] and "/meja/komitmen/lembar/",
        role="PERSONNEL",
    ),
    Kind(
        "withdrawing a photograph",
        lambda scene: f"/meja/komitmen/{scene['committed']}/foto/{scene['commitment_photograph']}/tarik/",
        role="ORGANISER",
    ),
    # ── privacy ──────────────────────────────────────────────────────────────────────────────────
    Kind("processing of personal data", lambda scene: "/privasi/pemrosesan/", limit=90_000),
    Kind("asking about my data", lambda scene: "/ikrar-saya/permintaan/", code="card of one who asked"),
    Kind(
        "an answered request of mine",
        lambda scene: f"/ikrar-saya/permintaan/{scene['answered_request']}/",
        code="card of one who asked",
    ),
    Kind(
        "requests about data",
        lambda scene: scene["open_request"] and "/meja/privasi/permintaan/",
        role="PRIVACY",
    ),
    Kind(
        "a request about data",
        lambda scene: f"/meja/privasi/permintaan/{scene['open_request']}/",
        role="PRIVACY",
    ),
    Kind(
        "a request that takes longer",
        lambda scene: f"/meja/privasi/permintaan/{scene['open_request']}/perpanjang/",
        role="PRIVACY",
    ),
    Kind(
        "a correction in the staff list",
        lambda scene: f"/meja/privasi/permintaan/{scene['open_correction']}/betulkan/",
        role="PRIVACY",
    ),
    Kind("a request on paper", lambda scene: "/meja/privasi/permintaan/kertas/", role="PRIVACY"),
    Kind(
        "retention",
        lambda scene: scene["open_request"] and "/meja/privasi/retensi/",
        role="PRIVACY",
        limit=90_000,
    ),
    Kind("incidents", lambda scene: scene["incident"] and "/meja/privasi/kejadian/", role="PRIVACY"),
    Kind("recording an incident", lambda scene: "/meja/privasi/kejadian/catat/", role="PRIVACY"),
    Kind("an incident", lambda scene: f"/meja/privasi/kejadian/{scene['incident']}/", role="PRIVACY"),
    *(
        Kind(
            f"a notice to {to}",
            lambda scene, to=to: f"/meja/privasi/kejadian/{scene['incident']}/surat/{to}/",
            role="PRIVACY",
        )
        for to in ("persons", "authority")
    ),
    # ── accounts ─────────────────────────────────────────────────────────────────────────────────
    Kind("an account", lambda scene: f"/akun/orang/{scene['account']}/", role="ADMIN"),
    Kind("my sessions", lambda scene: "/akun/sesi/", role="ADMIN"),
    Kind("ending somebody's sessions", lambda scene: f"/akun/orang/{scene['account']}/sesi/", role="ADMIN"),
    Kind("signed out, and at the SSO", lambda scene: "/akun/masuk/sso/keluar/"),
    Kind("confirming it is you", lambda scene: "/akun/lagi/", role="ADMIN"),
    Kind("adding a passkey", lambda scene: "/akun/kunci/sandi/tambah/", role="ADMIN", again=True),
    Kind("passkeys", lambda scene: "/akun/kunci/sandi/", role="ADMIN"),
    Kind(
        "adding an authenticator app", lambda scene: "/akun/kunci/aplikasi/pasang/", role="ADMIN", again=True
    ),
    Kind("recovery codes", lambda scene: "/akun/kunci/pemulihan/buat/", role="ADMIN", again=True),
    Kind("passphrase letter sent", lambda scene: "/akun/lupa/terkirim/"),
    Kind("account closed", lambda scene: "/akun/tertutup/"),
]
