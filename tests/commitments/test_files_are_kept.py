"""Files of a commitment are written whole, and none is written over another."""

import pytest

from ikrar.commitments.operations.trail import keep, place_of


def test_of_two_who_seal_at_once_the_first_is_kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    keep("commitments/papers/satu.pdf", b"first")
    keep("commitments/papers/satu.pdf", b"a second one, longer")
    kept = place_of("commitments/papers/satu.pdf")
    assert kept.read_bytes() == b"first"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["satu.pdf"]


def test_a_disk_that_fails_leaves_nothing_behind(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ikrar.commitments.operations.trail.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        keep("commitments/papers/satu.pdf", b"half")
    assert not [*place_of("commitments/papers").iterdir()]
