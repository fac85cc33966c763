"""What everybody asks within the same minutes is asked in few words; a gate that remembers a site asks for the person alone."""

from datetime import timedelta

from tests.pledges.gate.two_doors import gate_door as door  # noqa: F401 (the phone knocks here)


def test_within_a_second_a_pass_asks_for_the_person_alone(hall, ani, phone, django_assert_max_num_queries):
    phone.identify(ani)
    with django_assert_max_num_queries(3):  # the card, the person, what stands beside
        phone.identify(ani)


def test_within_a_second_a_stage_code_asks_for_wrong_ones_alone(
    hall, ani, phone, django_assert_max_num_queries
):
    given = phone.identify(ani)
    with django_assert_max_num_queries(1):
        assert phone.stamp(given, hall.stage_code()).status_code == 200


def test_a_waiting_phone_is_answered_by_three_questions(hall, ani, phone, django_assert_max_num_queries):
    given, _, accepted = phone.sign_as(ani, code=hall.stage_code())
    with django_assert_max_num_queries(3):  # the pledge, its leaf, the register's name
        waiting = phone.receipt(given)
    assert waiting.status_code == 202
    assert waiting.json()["number"] == accepted["number"]


def test_a_site_held_back_and_opened_again_within_the_second_refuses_no_code(hall, ani, phone, now):
    hall.change_site(signing_closed_at=now.at - timedelta(minutes=2))
    given = phone.identify(ani)
    assert phone.stamp(given, hall.stage_code()).status_code != 200
    hall.change_site(signing_closed_at=None)
    assert phone.stamp(given, hall.stage_code()).status_code == 200
