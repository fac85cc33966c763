"""A real browser for tests: Chromium of the system, driven by playwright, never reaching outside.

`live` is the product on http://localhost:<port>, a secure context, so WebCrypto and passkeys work.
`page_at(width=…, scheme=…, lang=…)` opens a page; its `.asked` lists requests, its `.strangers` those to other hosts.
`axe(page)` fails with the report unless there are no violations. `weigh(page)` is the weight of its first visit.
"""

import gzip
import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.patience import IN_A_BROWSER

# Playwright's loop runs in this thread; Django would refuse the database calls of fixtures and tests beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

OPTIONS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
]
HERE = Path(__file__).parent
AXE_RUN = """(only) => axe.run({resultTypes: ['violations'], ...only})
    .then((said) => ({...said, passes: [], inapplicable: []}))"""
OF_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}  # all the rules that ask for a colour


def pytest_collection_modifyitems(items):
    """Everything in this folder needs a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the whole run."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("needs Chromium on PATH: apt install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        yield chromium
        chromium.close()


@pytest.fixture
def live(live_server):
    """The product's address, by the name localhost."""
    return f"http://localhost:{urlsplit(live_server.url).port}"


@pytest.fixture
def page_at(browser):
    """Open a page of a width, colour scheme and language, each in a browser profile of its own."""
    contexts = []

    def open_page(*, width=360, height=800, scheme="light", lang="id", javascript=True, **more):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale="id-ID" if lang == "id" else "en-GB",
            java_script_enabled=javascript,
            reduced_motion="reduce",
            **more,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(IN_A_BROWSER)
        page.asked, page.strangers = [], []
        page.on("request", lambda request: _note(page, request.url))
        return page

    yield open_page
    for context in contexts:
        context.close()


def _note(page, url):
    page.asked.append(url)
    parts = urlsplit(url)
    if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in ("localhost", "127.0.0.1"):
        page.strangers.append(url)


@pytest.fixture(scope="session")
def axe():
    """`axe(page)`: no violation of WCAG 2.2 AA or best practice. A page is given the checker once, and told no passes.

    With `colours` only the rules that ask for one: in the dark nothing else differs (test_every_page.py holds that).
    """
    script = Axe().axe_script

    def check(page, *, colours=False):
        if page.evaluate("typeof axe") != "object":
            page.evaluate(script)
        found = AxeResults(page.evaluate(AXE_RUN, OF_COLOURS if colours else {}))
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return check


@pytest.fixture
def no_sideways(page_at):
    """`no_sideways(page)`: at 320 px nothing must be scrolled sideways to be read."""

    def check(page):
        before = page.viewport_size
        page.set_viewport_size({"width": 320, "height": 800})
        width = page.evaluate("document.documentElement.scrollWidth")
        page.set_viewport_size(before)
        assert width <= 320, f"{page.url} is {width} px wide on a screen of 320"

    return check


@pytest.fixture(scope="session")
def weigh():
    """`weigh(page)`: bytes of what a page has asked for since it was opened, every text gzipped, fonts as they are.

    A page opens in a profile of its own, so that nothing came out of a cache. A file's weight is taken once.
    """
    files = {}

    def measure(page):
        page.wait_for_load_state("networkidle")
        wanted = {a for a in page.asked if a.startswith("http") and not a.endswith("/mark.svg")}
        return sum(_weight(page, address, files) for address in wanted)

    return measure


def _weight(page, address, files):
    path = urlsplit(address).path
    if path not in files:
        weight = _weight_of(page.context.request.get(address))
        if not path.startswith("/static/"):
            return weight
        files[path] = weight
    return files[path]


def _weight_of(answer):
    body = answer.body()
    is_font = urlsplit(answer.url).path.endswith(".woff2")
    return len(body) if is_font else len(gzip.compress(body, 9))


@pytest.fixture
def signed_in_page(page_at, live, client):
    """`signed_in_page(client, width=…)`: a page that carries the session of a test client."""

    def open_page(signed_in_client, **more):
        page = page_at(**more)
        cookie = signed_in_client.cookies["sessionid"]
        page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live}])
        return page

    return open_page
