"""Forms and pieces come out accessible without any page having to think of it."""

import re

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from ikrar.kernel.words import Words
from ikrar.web import fonts, navigation
from ikrar.web.languages import t


class Sample(forms.Form):
    code = forms.CharField(label=t("Kode", "Code"), help_text=t("Di kartu Anda.", "On your card."))
    note = forms.CharField(label="Catatan", required=False)
    hour = forms.ChoiceField(label="Jam", widget=forms.RadioSelect, choices=[("a", "07.30"), ("b", "07.45")])
    agreed = forms.BooleanField(label="Setuju")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def shown(source, **context):
    return Template(source).render(Context(context))


def test_a_field_has_its_label_above_its_hint_and_names_what_is_optional():
    html = shown("{% fields form %}", form=Sample())
    assert re.search(
        r'<label for="id_code">Kode</label>.*id_code_helptext.*<input[^>]*aria-describedby="id_code_helptext"',
        html,
        re.DOTALL,
    )
    assert html.count("(boleh kosong)") == 1
    assert "<legend>Jam</legend>" in html
    assert re.search(r'<label for="id_agreed"><input type="checkbox"', html)
    assert '<input type="hidden" name="secret"' in html


def test_an_error_stands_in_the_summary_and_beside_its_field():
    form = Sample({"hour": "a", "agreed": "on"})
    html = shown("{% form_errors form %}{% fields form %}", form=form)
    assert '<a href="#id_code">Kode: Bidang ini tidak boleh kosong.</a>' in html
    assert 'role="alert"' in html
    assert "autofocus" in html
    assert re.search(r'aria-invalid="true"[^>]*aria-describedby="id_code_helptext id_code_error"', html)


def test_a_link_of_the_summary_leads_to_the_first_choice_of_a_group():
    html = shown("{% form_errors form %}{% fields form %}", form=Sample({"code": "x", "agreed": "on"}))
    [target] = re.findall(r'<a href="#(\w+)">Jam', html)
    assert f'id="{target}"' in html


def test_without_errors_there_is_no_summary():
    assert shown("{% form_errors form %}", form=Sample()).strip() == ""


def test_a_typed_value_cannot_break_out():
    html = shown("{% form_errors form %}{% fields form %}", form=Sample({"code": '"><script>x</script>'}))
    assert "<script>x" not in html


@pytest.mark.parametrize(("language", "words"), [("id", "perlu konfirmasi"), ("en", "needs confirming")])
def test_a_state_is_a_word_with_a_shape(language, words):
    with override(language):
        assert shown("{% badge_unconfirmed %}") == f'<span class="badge warn">{words}</span>'


def test_values_in_a_text_are_escaped():
    assert shown('{% t "Halo {n}" "Hello {n}" n=n %}', n="<b>") == "Halo &lt;b&gt;"


def test_breadcrumbs_say_each_place_in_the_readers_language():
    with override("en"):
        html = shown('{% crumbs "Meja" "Desk" "/meja/" "Pegawai" "Officials" "/meja/pegawai/" %}')
    assert re.findall(r'<a href="([^"]+)">(\w+)</a>', html) == [
        ("/meja/", "Desk"),
        ("/meja/pegawai/", "Officials"),
    ]


def test_progress_says_its_numbers_and_may_be_unknown():
    assert "3 dari 1.200" in shown('{% progress label="Baris" of=1200 value=3 %}')
    assert " value=" not in shown('{% progress label="Baris" of=1200 %}')


def test_a_form_of_one_button_carries_the_token():
    html = shown('{% post "/x/" "Buka" "Open" kind="danger" %}', csrf_token="abc")
    assert 'value="abc"' in html
    assert '<button class="button danger">Buka</button>' in html


class Visitor:
    is_authenticated = False


class Officer:
    is_authenticated = True

    def may(self, capability):
        return capability == "board.see"


def test_links_are_for_those_who_may_open_them(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", {})
    navigation.register(
        [
            navigation.NavEntry("web:help", Words("Bantuan", "Help"), navigation.PUBLIC, 1),
            navigation.NavEntry("web:style", Words("Papan", "Board"), "board.see", 2),
            navigation.NavEntry("alive", Words("Rahasia", "Secret"), "accounts.manage", 3),
        ],
    )
    visitor, officer = (navigation.links_for(who, "/meja/gaya/x/") for who in (Visitor(), Officer()))
    assert [(link.words.id, link.is_here) for link in visitor] == [("Bantuan", False)]
    assert [(link.words.id, link.is_here) for link in officer] == [("Papan", True)]


@pytest.mark.parametrize(("path", "other"), [("/bantuan/", "/en/bantuan/"), ("/en/bantuan/", "/bantuan/")])
def test_each_page_links_to_its_counterpart(client, db, path, other):
    html = client.get(path).content.decode()
    assert f'<a href="{other}"' in html
    assert ('lang="en"' if path.startswith("/en") else 'lang="id"') in html[:60]


def test_the_demo_and_a_rehearsal_are_marked_on_every_page(client, db, settings):
    assert "CONTOH" not in client.get("/bantuan/").content.decode()
    settings.IKRAR_DEMO = True
    assert "CONTOH" in client.get("/bantuan/").content.decode()
    html = Template('{% extends "web/bare.html" %}').render(
        Context({"is_rehearsal": True, "request": RequestFactory().get("/")})
    )
    assert "LATIHAN" in html


def test_the_style_page_is_not_served_in_real_life(client, db, settings):
    assert client.get("/meja/gaya/").status_code == 404
    settings.IKRAR_DEMO = True
    assert client.get("/meja/gaya/").status_code == 200


def test_the_font_is_cut_small_and_made_once(tmp_path):
    path = fonts.made(tmp_path)
    assert path.read_bytes()[:4] == b"wOF2"
    assert path.stat().st_size <= 17_000
    before = path.stat().st_mtime_ns
    assert fonts.made(tmp_path).stat().st_mtime_ns == before
