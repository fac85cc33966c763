from ikrar.law import queries

POINTS = ("netralitas Pegawai ASN", "konflik kepentingan", "media sosial secara bijak", "politik uang")


def test_the_shipped_pact_is_whole_title_basis_opening_points_sanction_place_and_date():
    pact = queries.pact_template("netralitas-asn")
    for part in ("Dasar:", "Pasal 5 huruf n", "saya menyatakan", *POINTS, "sanksi", "{tempat}, {tanggal}"):
        assert part in pact.body


def test_the_reading_holds_the_four_points_and_no_sanction():
    reading = queries.pact_template("netralitas-asn").reading
    assert all(point in reading for point in POINTS)
    assert "sanksi" not in reading


def test_every_slot_has_a_label_in_both_languages_and_a_default():
    for slot in queries.pact_template("netralitas-asn").slots:
        assert slot.label.id
        assert slot.label.en
        assert slot.default


def test_what_a_lawyer_must_confirm_is_said():
    assert queries.pact_template("netralitas-asn").unverified
