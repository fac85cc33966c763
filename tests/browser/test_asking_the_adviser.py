"""The adviser in a real browser: by keyboard alone, without JavaScript, back and forth, in both languages, light and dark."""

import pytest

FACT = "main fieldset input"
STEPS = {
    "who": {"perbuatan": "LIKE"},
    "day": {"perbuatan": "LIKE", "siapa": "pns"},
    "election": {"perbuatan": "LIKE", "siapa": "pns", "hari": "2024-10-12"},
    "fact": {"perbuatan": "LIKE", "siapa": "pns", "hari": "2024-10-12", "pemilihan": "pilkada"},
}
ANSWER = STEPS["fact"] | {"fakta-about": "candidate"}
PAGES = {
    **{name: ("/boleh/", sent) for name, sent in STEPS.items()},
    "a question left empty": ("/boleh/", STEPS["fact"] | {"langkah": "fakta-about"}),
    "a search that finds nothing": ("/boleh/", {"cari": "zzzz"}),
    "forbidden": ("/boleh/", ANSWER),
    "two phases": ("/boleh/", ANSWER | {"hari": "2024-09-20"}),
    "allowed": ("/boleh/", ANSWER | {"fakta-about": "no"}),
    "not known yet": ("/boleh/", ANSWER | {"fakta-about": "unknown"}),
    "not settled": ("/boleh/", ANSWER | {"siapa": "pjlp"}),
    "outside the calendars": ("/boleh/", ANSWER | {"hari": "2026-11-22", "pemilihan": "menurut-hari"}),
    "a quotation that ended": ("/kutipan/", {"kutipan": "PP 53/2010", "hari": "2024-10-07"}),
    "a quotation of the other election": (
        "/kutipan/",
        {"kutipan": "UU 7/2017 pasal 494", "hari": "2024-10-07", "pemilihan": "pilkada"},
    ),
    "a quotation nobody knows": ("/kutipan/", {"kutipan": "PP 94/2099", "hari": "2024-10-07"}),
    "an empty quotation": ("/kutipan/", {"kutipan": "", "hari": "x"}),
}
LIMIT = 40_000
LOOKS = {"id": (("light", 360), ("dark", 1280)), "en": (("dark", 360),)}
SEND = """([action, sent]) => {
  const form = document.createElement("form");
  Object.assign(form, {method: "post", action});
  for (const [name, value] of Object.entries(sent)) {
    form.append(Object.assign(document.createElement("input"), {type: "hidden", name, value}));
  }
  document.body.append(form);
  form.submit();
}"""


@pytest.fixture
def opened(page_at, live, db):
    """`opened(address, sent)`: the page that comes of these answers."""

    def go(address, sent, *, lang="id", **more):
        page = page_at(lang=lang, **more)
        prefix = "/en" if lang == "en" else ""
        page.goto(live + prefix + address, timeout=60_000)  # the first page of a run waits for every import
        with page.expect_navigation():
            page.evaluate(SEND, [prefix + address, sent])
        return page

    return go


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_it_is_for_everybody_and_light(opened, axe, no_sideways, name):
    address, sent = PAGES[name]
    for lang in ("id", "en"):
        weights = []
        page = opened(address, sent, lang=lang, width=1280)
        for scheme, width in LOOKS[lang]:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            axe(page)
        no_sideways(page)
        assert page.strangers == []
        assert page.context.cookies() == []
        assert page.locator("h1:visible").count() == 1
        page.on("response", lambda response, weights=weights: weights.append(_weight(response)))
        with page.expect_navigation():
            page.evaluate(SEND, [page.url, sent])
        page.wait_for_load_state("networkidle")
        assert 0 < sum(weights) <= LIMIT
        page.context.close()


def _weight(response):
    """What came over the wire, compressed as it was; nothing of it comes out of a cache."""
    return response.request.sizes()["responseBodySize"]


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def focus_on(page, wanted, *, tries=80):
    """Tab until the focus is on an element that matches; that is all a keyboard can do."""
    for _ in range(tries):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} cannot be reached by keyboard on {page.title()}")


@pytest.mark.parametrize(("lang", "verdict"), [("id", "Tidak boleh"), ("en", "Not allowed")])
def test_from_question_to_answer_by_keyboard_alone(page_at, live, db, lang, verdict):
    page = page_at(lang=lang)
    page.goto(live + ("/en" if lang == "en" else "") + "/boleh/", timeout=60_000)
    focus_on(page, "#cari")
    page.keyboard.type("like")
    with page.expect_navigation():
        press(page, "Enter")
    focus_on(page, 'button[value="LIKE"]')
    with page.expect_navigation():
        press(page, "Enter")
    focus_on(page, 'input[value="pns"]')
    press(page, "Space")
    focus_on(page, 'input[value="lurah"]')
    press(page, "Space")
    _enter(page)
    focus_on(page, "input[type=date]")
    page.keyboard.type("10122024")  # month, day, year, as the test's browser asks for them
    if page.input_value("input[type=date]") != "2024-10-12":
        page.fill(
            "input[type=date]", "2024-10-12"
        )  # another order of the parts in another browser's language
    _enter(page)
    focus_on(page, 'input[name="pemilihan"]')
    press(page, "ArrowDown")
    assert page.is_checked('input[value="pilkada"]')
    _enter(page)
    focus_on(page, FACT)
    press(page, "Space")
    _enter(page)
    assert page.inner_text(".word").strip() == verdict
    assert "SKB-D6" in page.inner_text("main")
    focus_on(page, 'button[value="hari"]')  # change one answer, keep the others
    with page.expect_navigation():
        press(page, "Enter")
    assert page.input_value("input[type=date]") == "2024-10-12"
    _enter(page)
    assert page.inner_text(".word").strip() == verdict
    assert page.context.cookies() == []
    assert "?" not in page.url


def _enter(page):
    focus_on(page, "main form .actions .button")
    with page.expect_navigation():
        press(page, "Enter")


def test_it_works_without_javascript(page_at, live, db):
    page = page_at(javascript=False)
    page.goto(f"{live}/boleh/", timeout=60_000)
    page.click('button[value="WATCH-DEBATE"]')
    page.check('input[value="pppk"]')
    page.click("main .actions .button")
    page.fill("input[type=date]", "2024-10-12")
    page.click("main .actions .button")
    page.click("main .actions .button")
    assert page.inner_text(".word").strip() == "Boleh"


def test_the_browsers_own_back_button_shows_the_question_before(page_at, live, db):
    page = page_at()
    page.goto(f"{live}/boleh/", timeout=60_000)
    page.click('button[value="LIKE"]')
    page.check('input[value="pns"]')
    page.click("main .actions .button")
    page.click("main .actions .button")
    assert page.locator('input[name="pemilihan"]').count() == 4
    page.go_back()
    assert page.locator("input[type=date]").count() == 1
    page.go_back()
    assert page.locator('input[name="siapa"]').count() > 5
    page.go_back()
    assert page.locator('button[name="perbuatan"]').count() > 40


def test_its_own_back_button_leads_back_from_the_answer_with_everything_kept(opened):
    page = opened("/boleh/", ANSWER)
    for field in ("fakta-about", "pemilihan", "hari", "siapa"):
        page.click(".back button")
        assert page.locator(f'main form.one [name="{field}"]').count()
    page.click("main .actions .button")
    assert page.inner_text(".word").strip() == "Tidak boleh"


def test_an_error_takes_the_focus_and_leads_to_its_field(opened):
    page = opened("/boleh/", STEPS["fact"] | {"langkah": "fakta-about"})
    page.wait_for_function("document.activeElement.className === 'errors'")
    page.click(".errors a")
    assert page.evaluate("document.activeElement.id") == "jawaban"


def test_the_language_changes_in_the_middle_and_nothing_is_lost(opened):
    page = opened("/boleh/", ANSWER)
    page.click('.menu button[lang="en"]')
    assert page.inner_text(".word").strip() == "Not allowed"
    page.click('.menu button[lang="id"]')
    assert page.inner_text(".word").strip() == "Tidak boleh"


def test_an_example_quotation_is_one_press(page_at, live, db):
    page = page_at()
    page.goto(f"{live}/kutipan/", timeout=60_000)
    page.click(".asks button >> nth=0")
    assert page.inner_text(".word").strip() == "Bukan untuk pemilihan ini"


@pytest.mark.parametrize("name", ["forbidden", "two phases", "not settled", "a quotation that ended"])
def test_an_answer_prints_on_one_or_two_pages_with_version_and_trace(opened, name, tmp_path):
    page = opened(*PAGES[name], width=1280)
    printed = page.pdf(
        format="A4", print_background=False, margin=dict.fromkeys(("top", "bottom", "left", "right"), "14mm")
    )
    assert 1 <= printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") <= 2
    page.emulate_media(media="print")
    assert page.locator(".seal").is_visible()
    assert not page.locator("nav.menu").is_visible()
    assert not page.locator(".back").is_visible()
