"""Every kind of page, looked at as people will: phone and desk, light and dark, in both languages."""

import importlib.util
import re
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from django.test import Client
from django.urls import get_resolver, resolve
from django.urls.exceptions import Resolver404
from django.urls.resolvers import URLPattern


def _beside(name):
    """The module beside this file; the test tree is no package."""
    spec = importlib.util.spec_from_file_location(f"browser_{name}", Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


KINDS = _beside("pages").KINDS
DARK = re.compile(r"prefers-color-scheme: *dark\) *\{\s*:root *\{([^}]*)\}\s*\}")
Scene = _beside("scenes").Scene


@pytest.fixture
def scene(db, settings, make_user):
    settings.IKRAR_DEMO = True
    return Scene(make_user)


@pytest.fixture
def visit(live, scene, page_at, signed_in_page, as_user):
    """Open a kind of page, signed in when it is a page for staff."""

    def go(kind, *, lang="id", **more):
        path = kind.address(scene)
        client = Client()
        if kind.role:
            as_user(client, kind.role)
        if kind.again:
            assert client.post("/akun/lagi/", {"password": "kata sandi contoh"}).status_code == 302
        if kind.code:
            assert client.post("/ikrar-saya/", {"code": scene[kind.code]}).status_code == 302
        if kind.role or kind.code:
            page = signed_in_page(client, lang=lang, **more)
        else:
            page = page_at(lang=lang, **more)
        address = live + ("/en" if lang == "en" else "") + path
        answer = page.goto(address)
        assert answer.status == kind.status, f"{address}: {answer.status}"
        return page

    return go


def test_no_page_is_left_out(scene):
    looked_at = set()
    for kind in KINDS:
        with suppress(Resolver404):
            looked_at.add(resolve(urlsplit(kind.address(scene)).path).view_name)
    listed = yaml.safe_load(Path(__file__).with_name("not-pages.yaml").read_text(encoding="utf-8"))
    others = {name for group in listed.values() for name in group}
    every = {name for name, *_ in addresses(get_resolver().url_patterns)}
    assert every - looked_at - others == set()
    assert others - every == set()
    assert others & looked_at == set()


def addresses(patterns, space="", route=""):
    """(name, route) of every address, as tests/access.yaml names them."""
    for pattern in patterns:
        whole = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}" if pattern.name else whole, whole
        else:
            yield from addresses(
                pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space, whole
            )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_it_is_accessible_fits_stays_at_home_and_is_light(kind, visit, axe, no_sideways, weigh):
    for lang in ("id", "en"):
        page = visit(kind, lang=lang, width=1280)
        if kind.status == 200 and lang == "id":
            assert weigh(page) <= kind.limit
        holds(page, axe, no_sideways)
        assert page.strangers == []
        page.context.close()


def holds(page, axe, no_sideways):
    """On a phone and on a desk, in the light and in the dark."""
    has_one_heading_and_a_way_past_the_header(page)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        axe(page)
        page.emulate_media(color_scheme="dark")
        axe(page, colours=True)
    no_sideways(page)


def test_the_dark_changes_nothing_but_colours():
    styles = list((Path(__file__).parents[2] / "src" / "ikrar").rglob("*.css"))
    dark = [block for style in styles for block in DARK.findall(style.read_text(encoding="utf-8"))]
    assert dark
    for block in dark:
        names = [line.partition(":")[0].strip() for line in block.split(";") if line.strip()]
        assert [name for name in names if not name.startswith("--")] == []


def has_one_heading_and_a_way_past_the_header(page):
    page.locator("h1:visible").first.wait_for()  # the signing page shows one of its steps by script
    assert page.locator("h1:visible").count() == 1
    focused = "document.activeElement.className"
    if page.locator(".errors").count():
        assert page.evaluate(focused) == "errors"
    elif page.locator("a.skip").count():
        page.keyboard.press("Tab")
        assert page.evaluate(focused) == "skip"
