"""Pictures of the running demo: `./ikrar screenshots --data DIR [--address http://localhost:8017] [NAME …]`.

Visitors' pages need only the address. For staff pages the tool opens a session in the demo's own data folder, for
the first account that holds the role. A path may hold `{declaration}` and the like, filled from the demo's own `tour.json`.
Pictures are kept with 256 colours: a third of the bytes, and the eye sees no difference.
"""

import argparse
import io
import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "screenshots"
OPTIONS = ["--no-sandbox", "--disable-background-networking"]


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: where, how large, in which scheme, seen by whom."""

    name: str
    path: str
    role: str = ""
    width: int = 1280
    height: int = 800
    dark: bool = False
    whole: bool = False


SHOTS = [
    Shot("front", "/"),
    Shot("front-phone-dark", "/", width=390, height=844, dark=True),
    Shot("front-en", "/en/"),
    Shot("tour", "/tur/"),
    Shot("stages", "/tahapan/pilkada-2024/?hari=2024-10-21", height=1000),
    Shot("adviser", "/boleh/"),
    Shot("rules", "/hukum/"),
    Shot("norm", "/hukum/SKB-K4"),
    Shot("term", "/tenggat/BAN-4/?hari=2024-11-04", whole=True),
    Shot("declarations", "/deklarasi/"),
    Shot("declaration", "/deklarasi/{closed}/", whole=True),
    Shot("verify", "/periksa/"),
    Shot("proof", "/tentang-bukti/"),
    Shot("stage", "/layar/{stage}/", width=1920, height=1080),
    Shot("stage-phone", "/layar/{stage}/", width=390, height=844),
    Shot("desk", "/meja/", role="ORGANISER"),
    Shot("board", "/meja/papan/{declaration}/", role="ORGANISER"),
    Shot("board-dark", "/meja/papan/{declaration}/", role="ORGANISER", dark=True),
    Shot("unit-head", "/meja/unit/{unit}/{declaration}/", role="UNIT_HEAD"),
    Shot("roster", "/meja/pegawai/", role="PERSONNEL"),
    Shot("import", "/meja/pegawai/impor/", role="PERSONNEL"),
    Shot("planning", "/meja/deklarasi/{declaration}/", role="ORGANISER", whole=True),
    Shot("planning-open", "/meja/deklarasi/{planned}/", role="ORGANISER"),
    Shot("institution", "/instansi/{institution}/", height=1560),
    Shot("institution-phone-dark", "/instansi/{institution}/", width=390, height=1240, dark=True),
    Shot("correction", "/deklarasi/{wide}/terbitan/3/", height=1180),
    Shot("open-data", "/data/", height=980),
    Shot("calendar", "/deklarasi/kalender/", height=900),
    Shot("commitment", "/komitmen/{commitment}/", height=1280),
    Shot("commitment-phone-dark", "/komitmen/{commitment}/", width=390, height=1240, dark=True),
    Shot("ceremony", "/layar/komitmen/{ceremony}/", width=1920, height=1080),
    Shot("duties", "/meja/kewajiban/{office}/", role="PERSONNEL", height=1500),
    Shot("tile-editor", "/meja/petak/{institution}/", role="ORGANISER", height=1100),
    Shot("processing", "/privasi/pemrosesan/", height=1000),
]
STORY = "phone"  # the four screens of signing, taken one after the other on one phone
PAPER = "pdf-check"  # the sealed paper of the joint commitment, handed in as a stranger would


def session_of(role: str, *, data: Path) -> str:
    """A session key for the first account with the role, made in the demo's own database."""
    os.environ |= {
        "IKRAR_DATA": str(data),
        "IKRAR_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "ikrar.project.settings",
    }
    import django  # noqa: PLC0415 (settings come first)

    django.setup()
    from django.test import Client  # noqa: PLC0415 (likewise)

    from ikrar.accounts.models import User  # noqa: PLC0415 (likewise)

    user = User.objects.filter(is_active=True, grants__role=role).order_by("id").first()
    if user is None:
        raise SystemExit(f"the demo has no account with the role {role}")
    client = Client()
    client.force_login(user)
    return str(client.cookies["sessionid"].value)


def take(browser: Any, shot: Shot, *, address: str, path: str, session: str) -> None:
    """Open the page as a person would see it and keep the picture."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
        locale="en-GB" if path.startswith("/en/") else "id-ID",
    )
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    page = context.new_page()
    answer = page.goto(address + path)
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready")
    print(f"{answer.status} {path}")
    _keep(page, shot.name, whole=shot.whole)
    context.close()


def take_story(browser: Any, places: dict[str, Any], *, address: str) -> int:
    """An invented official signs on a phone; the last card of the demo is used up. How many pictures."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, reduced_motion="reduce", locale="id-ID"
    )
    page = context.new_page()
    page.goto(f"{address}/layar/{places['stage']}/")
    code = page.locator("#stage-code").inner_text().strip()
    page.goto(f"{address}/i/{places['short']}#p={code}")
    page.fill("#code", places["cards"][-1]["code"])
    _keep(page, "phone-1-card")
    page.click("#who-button")
    page.wait_for_selector("#yes", state="visible")
    _keep(page, "phone-2-is-this-you")
    page.click("#yes")
    page.wait_for_selector("#sign-button", state="visible")
    page.locator("#sign-button").scroll_into_view_if_needed()
    _keep(page, "phone-3-read-and-sign")
    page.click("#sign-button")
    page.wait_for_selector("#files", state="visible", timeout=30_000)
    _keep(page, "phone-4-receipt")
    context.close()
    return 4


def take_paper(browser: Any, places: dict[str, Any], *, address: str) -> int:
    """The checker's verdict on the commitment's own sealed paper. How many pictures."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 1240}, reduced_motion="reduce", locale="id-ID"
    )
    page = context.new_page()
    paper = context.request.get(f"{address}/komitmen/{places['commitment']}/komitmen.pdf").body()
    page.goto(f"{address}/periksa-pdf/")
    page.set_input_files("#berkas", {"name": "komitmen.pdf", "mimeType": "application/pdf", "buffer": paper})
    page.get_by_role("button", name="Periksa", exact=True).click()
    page.wait_for_selector(".verdict", timeout=60_000)
    _keep(page, PAPER)
    context.close()
    return 1


def _keep(page: Any, name: str, *, whole: bool = False) -> None:
    from PIL import Image  # noqa: PLC0415 (only here)

    taken = Image.open(io.BytesIO(page.screenshot(full_page=whole))).convert("RGB")
    taken.quantize(256, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)
    print(f"    → docs/screenshots/{name}.png")


def main() -> int:
    """Take the named pictures, or all whose places are known; 1 if none could be taken."""
    parser = argparse.ArgumentParser(prog="./ikrar screenshots")
    parser.add_argument("names", nargs="*", help="pictures to take (default: all)")
    parser.add_argument("--address", default="http://localhost:8017")
    parser.add_argument("--data", type=Path, help="the demo's data folder, for staff pages")
    asked = parser.parse_args()
    wanted = [shot for shot in SHOTS if not asked.names or shot.name in asked.names]
    FOLDER.mkdir(parents=True, exist_ok=True)
    return 0 if _taken(wanted, asked) else 1


def _taken(shots: list[Shot], asked: argparse.Namespace) -> int:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (a development package)

    places = _places(asked.data)
    roles = {shot.role for shot in shots if shot.role and asked.data}
    sessions = {role: session_of(role, data=asked.data) for role in roles}
    count = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=OPTIONS)
        if places.get("cards") and (not asked.names or STORY in asked.names):
            count += take_story(browser, places, address=asked.address)
        if places.get("commitment") and (not asked.names or PAPER in asked.names):
            count += take_paper(browser, places, address=asked.address)
        for shot in shots:
            path = _filled(shot.path, places)
            if path is None or (shot.role and shot.role not in sessions):
                print(f"--- {shot.name}: needs --data")
                continue
            take(browser, shot, address=asked.address, path=path, session=sessions.get(shot.role, ""))
            count += 1
        browser.close()
    return count


def _places(data: Path | None) -> dict[str, Any]:
    file = data / "tour.json" if data else None
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file and file.exists() else {}
    return found


def _filled(path: str, places: dict[str, Any]) -> str | None:
    try:
        return path.format(**places)
    except KeyError:
        return None


if __name__ == "__main__":
    sys.exit(main())
