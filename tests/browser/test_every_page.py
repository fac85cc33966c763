"""Every kind of page, looked at as people will: phone and desk, light and dark, in both languages."""

import importlib.util
import sys
from pathlib import Path

import pytest
from django.test import Client


def _beside(name):
    """The module beside this file; the test tree is no package."""
    spec = importlib.util.spec_from_file_location(f"browser_{name}", Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


KINDS = _beside("pages").KINDS
SCENES = _beside("scenes").SCENES


@pytest.fixture
def scene(db, settings, request):
    settings.IKRAR_DEMO = True
    rows = {}
    for build in SCENES:
        rows |= build(request)
    return rows


@pytest.fixture
def visit(live, scene, page_at, signed_in_page, as_user):
    """Open a kind of page, signed in when it is a page for staff."""

    def go(kind, *, lang="id", **more):
        path = kind.address(scene)
        client = Client()
        if kind.role:
            as_user(client, kind.role)
            page = signed_in_page(client, lang=lang, **more)
        else:
            page = page_at(lang=lang, **more)
        address = live + ("/en" if lang == "en" else "") + path
        answer = page.goto(address)
        assert answer.status == kind.status, f"{address}: {answer.status}"
        return page

    return go


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_it_is_accessible_fits_and_stays_at_home(kind, visit, axe, no_sideways):
    for lang in ("id", "en"):
        page = visit(kind, lang=lang)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for width in (360, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                axe(page)
        no_sideways(page)
        assert page.strangers == []
        page.context.close()


@pytest.mark.parametrize("kind", [k for k in KINDS if k.status == 200], ids=lambda kind: kind.name)
def test_it_is_light(kind, visit, weigh):
    page = visit(kind)
    assert weigh(page, page.url) <= kind.limit


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_it_has_one_heading_and_a_way_past_the_header(kind, visit):
    page = visit(kind, width=1280)
    assert page.locator("h1").count() == 1
    focused = "document.activeElement.className"
    if page.locator(".errors").count():
        assert page.evaluate(focused) == "errors"
    elif page.locator("a.skip").count():
        page.keyboard.press("Tab")
        assert page.evaluate(focused) == "skip"
