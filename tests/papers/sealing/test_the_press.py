"""The press: jobs wait in order, people before batches, and what it cannot make is told and takes nothing with it."""

import os
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ikrar.papers import seals
from ikrar.papers.operations import pressing
from ikrar.papers.operations.pressing import Job, Waiting
from ikrar.papers.press import tray as trays
from ikrar.papers.press.tray import BATCH, KEPT, PERSON, Refused, Tray, TrayIsFull
from ikrar.papers.press.working import Press
from ikrar.papers.troubles import PressTookTooLong, TokenIsMissing

TEMPLATE = (
    '#set document(title: "Contoh")\n#set text(lang: "id")\n= Contoh\n#json(bytes(sys.inputs.data)).word'
)


@pytest.fixture
def job(tmp_path, at):
    """`job("kata")`: a page with that word."""
    path = tmp_path / "contoh.typ"
    path.write_text(TEMPLATE)
    return lambda word: Job(path, {"word": word}, ("a-2a", "ua-1"), "Contoh", at)


def waited_for(key, job, at):
    until = time.monotonic() + 120
    while time.monotonic() < until:
        answer = pressing.ask(key=key, job=job, at=at)
        if not isinstance(answer, Waiting):
            return answer
        time.sleep(0.1)
    pytest.fail("nothing within two minutes")
    return None


def test_what_is_asked_for_twice_is_made_once(job, at):
    first = waited_for("satu", job("kata"), at)
    assert first.startswith(b"%PDF")
    assert pressing.ask(key="satu", job=job("lain"), at=at) == first


def test_a_token_that_is_missing_is_told_to_who_asked_and_the_next_is_made(job, at, settings):
    settings.IKRAR_SEAL_MODULE = "/tidak/ada.so"
    with pytest.raises(TokenIsMissing):
        waited_for("token", job("kata"), at)


def test_who_takes_too_long_is_killed_and_told_and_the_next_is_made(tmp_path, job, at):
    endless = tmp_path / "tanpa-akhir.typ"
    os.mkfifo(endless)  # nobody ever writes into it
    press = Press(seconds=0.2)
    late = press.make(replace(job("kata"), template=endless), seals.plain(), at=at)
    assert (late.trouble, late.told) == ("PressTookTooLong", "0.2")
    press.seconds = 300
    try:
        assert press.make(job("kata"), seals.plain(), at=at).startswith(b"%PDF")
    finally:
        press.end()


def test_who_was_told_may_ask_again_and_it_is_tried_again(job, at, settings):
    tray = Tray(Path(settings.IKRAR_DATA) / "press")
    tray.put("lama", job("kata"), rank=PERSON, nth=1)
    tray.finish(tray.next()[0], Refused("PressTookTooLong", "60"), at=at)
    with pytest.raises(PressTookTooLong):
        pressing.ask(key="lama", job=job("kata"), at=at)
    assert waited_for("lama", job("kata"), at).startswith(b"%PDF")


def test_of_what_was_withdrawn_while_it_was_made_nothing_is_kept(tmp_path, job, at):
    tray = Tray(tmp_path / "tray")
    tray.put("satu", job("x"), rank=PERSON, nth=1)
    name, _ = tray.next()
    tray.remove(lambda key: key == "satu")
    tray.finish(name, b"%PDF", at=at)
    assert list(tray.folder.iterdir()) == []


def test_people_come_before_batches_and_everybody_learns_the_place(tmp_path, job):
    tray = Tray(tmp_path / "tray")
    for nth in range(3):
        tray.put(f"b{nth}", job("x"), rank=BATCH, nth=nth)
    tray.put("orang", job("x"), rank=PERSON, nth=99)
    assert [tray.waiting(key).before for key in ("orang", "b0", "b2")] == [0, 1, 3]
    assert tray.waiting("orang").seconds >= 2
    assert trays.key_of(tray.next()[0]) == "orang"
    tray.withdraw({"b0", "b1"})
    assert tray.waiting("b2").before == 1
    assert tray.waiting("b0") is None


def test_a_full_tray_refuses_and_what_is_no_job_is_thrown_away(tmp_path, job, monkeypatch):
    tray = Tray(tmp_path / "tray")
    tray.put("satu", job("x"), rank=PERSON, nth=2)
    (tray.folder / "1-00000000000000000001-rusak.job").write_text("{")
    assert trays.key_of(tray.next()[0]) == "satu"
    monkeypatch.setattr(trays, "MOST", 1)
    with pytest.raises(TrayIsFull):
        tray.put("dua", job("x"), rank=PERSON, nth=3)


def test_nothing_is_kept_longer_than_a_quarter_of_an_hour(tmp_path, job, at):
    tray = Tray(tmp_path / "tray")
    tray.put("satu", job("x"), rank=PERSON, nth=1)
    tray.finish(tray.next()[0], b"%PDF", at=at)
    assert tray.done("satu", at=at) == b"%PDF"
    late = at + KEPT + timedelta(seconds=1)
    assert tray.done("satu", at=late) is None
    tray.forget(at=late)
    assert list(tray.folder.iterdir()) == []
