"""The operator's folder: roots are trusted, other authorities only help, whatever else is trusted for nothing."""

from ikrar.papers.checking import Expected, Limits, TrustStore, read_folder
from ikrar.papers.checking.examining import examine
from tests.papers.checking import making
from tests.papers.checking.authority import NOW, signer_of


def test_each_file_is_what_it_is(tmp_path, authority, siti):
    (tmp_path / "induk.pem").write_bytes(authority.root.pem)
    (tmp_path / "penerbit.crt").write_bytes(authority.issuing.der)
    (tmp_path / "daftar.crl").write_bytes(authority.revocations())
    (tmp_path / "orang.pem").write_bytes(siti.pem)
    (tmp_path / "catatan.txt").write_text("bukan sertifikat")
    (tmp_path / ".tersembunyi.pem").write_bytes(siti.pem)
    found = read_folder(tmp_path)
    assert found.roots == (authority.root.der,)
    assert found.helpers == (authority.issuing.der,)
    assert len(found.lists) == 1
    assert found.unread == ("catatan.txt", "orang.pem")


def test_several_in_one_file(tmp_path, authority):
    (tmp_path / "semua.pem").write_bytes(authority.root.pem + authority.issuing.pem)
    found = read_folder(tmp_path)
    assert (len(found.roots), len(found.helpers)) == (1, 1)


def test_no_folder_trusts_nobody(tmp_path):
    assert read_folder(None) == read_folder(tmp_path / "tidak-ada") == TrustStore()


def test_an_authority_in_the_middle_helps_and_is_not_trusted(authority, siti, monkeypatch):
    """A signature that brings no chain along is followed through the folder; without the root it leads nowhere."""
    monkeypatch.setattr(making, "signer_of", lambda held, *above: signer_of(held))
    pdf = making.sign(making.paper(), siti, authority)

    def asked(**more):
        return examine(pdf, trust=TrustStore(**more), at=NOW, expected=Expected(), limits=Limits())

    root, middle = authority.root.der, authority.issuing.der
    assert asked(roots=(root,), helpers=(middle,)).is_accepted
    assert asked(roots=(root,)).has("unknown-root")
    assert asked(helpers=(middle,)).has("no-roots")
