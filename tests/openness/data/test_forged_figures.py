"""A change that fits itself everywhere: arithmetic names what it can, and the register refuses it in any case."""

import pytest

from ikrar.openness.opendata import breaches, recomputing
from tests.openness.data import forging
from tests.openness.data.forging import codes, unit, zipped


def one_more_in_the_whole(file):
    file["whole"]["people"] += 1


def one_more_in_a_unit(file):
    unit(file, "Kecamatan Contoh Utara")["pledged"] += 1


def a_small_number(file):
    one = unit(file, "Kelurahan Contoh Tiga")
    one |= {"pledged": 17, "missing": 3, "as_of": file["as_of"], "standing": "apart"}


def a_figure_without_its_other_half(file):
    unit(file, "Kecamatan Contoh Selatan")["missing"] = None


def a_unit_above_that_is_not_there(file):
    unit(file, "Kelurahan Contoh Tiga")["above"] = "TIDAKADA00"


def a_unit_twice(file):
    file["units"].append({**file["units"][-1]})


def a_group_of_strangers(file):
    keys = [unit(file, name)["id"] for name in ("Kelurahan Contoh Satu", "Kelurahan Contoh Tiga")]
    file["together"].append({"units": keys, "pledged": 40, "missing": 10, "as_of": file["as_of"]})


def joined_nowhere(file):
    unit(file, "Kelurahan Contoh Tiga")["standing"] = "together"


def splits_that_disagree(file):
    file["splits"]["presence"][0]["count"] += 1


def a_category_lost(file):
    file["splits"]["presence"].pop()


def a_small_category(file):
    first, *rest = file["splits"]["presence"]
    file["splits"]["presence"] = [first | {"count": first["count"] + sum(p["count"] for p in rest) - 8}]
    file["splits"]["presence"] += [part | {"count": 4} for part in rest]


def spans_that_overlap(file):
    file["arrivals"].append({**file["arrivals"][0], "from": "2026-11-23T00:46:00+00:00"})


def a_step_too_small(file):
    for name in ("Kelurahan Contoh Satu", "Kecamatan Contoh Utara"):
        one = unit(file, name)
        one |= {"pledged": one["pledged"] - 2, "missing": one["missing"] + 2}


def dated_before_the_first(file):
    file["as_of"] = "2026-11-20T00:00:00+00:00"


def of_another_declaration(file):
    file["declaration"]["id"] = "LAIN"


WITH_EVERYTHING = [
    (one_more_in_the_whole, "PeopleDoNotAddUp"),
    (one_more_in_a_unit, "FigureDoesNotAddUp"),
    (a_small_number, "SmallNumberShown"),
    (a_figure_without_its_other_half, "FigureIsHalf"),
    (a_unit_above_that_is_not_there, "UnknownUnitAbove"),
    (a_unit_twice, "ValueDoesNotFit"),
    (a_group_of_strangers, "GroupDoesNotFit"),
    (joined_nowhere, "JoinedNowhere"),
    (splits_that_disagree, "SplitsDoNotAgree"),
    (a_category_lost, "SplitDoesNotCover"),
    (a_small_category, "SmallNumberShown"),
    (spans_that_overlap, "SpansOverlap"),
    (a_step_too_small, "StepTooSmall"),
    (dated_before_the_first, "PublishedBackwards"),
    (of_another_declaration, "AnotherDeclaration"),
]


@pytest.mark.parametrize(("edit", "code"), WITH_EVERYTHING, ids=lambda one: getattr(one, "__name__", None))
def test_figures_that_cannot_be_true_are_named_however_well_they_were_forged(kept, edit, code):
    members = forging.opened(kept.archive)
    forging.rewrite(members, 2, edit)
    outcome = recomputing.examine(zipped(members), trust=kept.trust)
    assert code in codes(outcome), outcome.findings


def truthful_but_other(file):
    """Five fewer in one unit, carried through every sum: nothing inside the file can tell."""
    for one in [file["whole"], *(unit(file, name) for name in ("Kota Contoh", "Badan Kepegawaian Contoh"))]:
        one |= {"pledged": one["pledged"] - 5, "missing": one["missing"] + 5}


def test_a_forgery_without_any_fault_of_its_own_is_refused_by_the_register(kept):
    members = forging.opened(kept.archive)
    forging.rewrite(members, 2, truthful_but_other)
    outcome = recomputing.examine(zipped(members), trust=kept.trust)
    assert codes(outcome) == {"HashDiffers"}


def test_every_code_of_arithmetic_can_be_met():
    met = {code for _, code in WITH_EVERYTHING} | {"PublicationIsMissing"}
    unmet = set(breaches.SAID) - met
    assert unmet <= {"HiddenCanBeWorkedOut", "ArrivalsDoNotAddUp", "UnitTwice"}  # met in test_arithmetic.py
