from datetime import date

from ikrar.law import queries
from ikrar.law.domain import Confidence


def stages_on(day):
    return {stage.code for stage in queries.calendar("pilkada-2024").stages_on(day)}


def test_the_campaign_runs_from_25_september_to_23_november():
    assert "PK24-13" not in stages_on(date(2024, 9, 24))
    assert "PK24-13" in stages_on(date(2024, 9, 25))
    assert "PK24-13" in stages_on(date(2024, 11, 23))
    assert "PK24-13" not in stages_on(date(2024, 11, 24))


def test_candidates_are_fixed_the_day_before_the_declaration_of_central_jakarta():
    assert "PK24-11" in stages_on(date(2024, 9, 22))
    assert "PK24-11" not in stages_on(date(2024, 9, 23))


def test_voting_day_is_also_the_first_day_of_counting():
    assert stages_on(date(2024, 11, 27)) == {"PK24-15", "PK24-16"}


def test_a_day_outside_the_calendar_has_no_stage():
    assert stages_on(date(2023, 1, 1)) == set()


def test_the_calendar_names_its_source_and_how_sure_it_is():
    origin = queries.calendar("pilkada-2024").origin
    assert (origin.instrument, origin.confidence) == ("PKPU 2/2024", Confidence.TWO_SOURCES)
