"""The register's files over HTTP, for everybody, with the cache life each deserves."""

import json
from hashlib import sha256

import pytest

from ikrar.register import checkpoint, domain, queries, tiles
from ikrar.register.tiles import Tile


@pytest.fixture
def filled(office):
    office.publish("Naskah contoh")
    office.enter(299)
    office.enter(8, rehearsal=True)
    office.seal()
    return office


def test_a_stranger_rebuilds_the_tree_from_what_is_served(filled, nobody):
    answer = nobody.get("/register/checkpoint")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=1"
    head, _ = checkpoint.parse(answer.content)
    leaves = []
    for tile in tiles.bundles_of(head.size):
        answer = nobody.get(f"/register/{tile.path}")
        assert (answer["Content-Type"], "immutable" in answer["Cache-Control"]) == (
            "application/octet-stream",
            True,
        )
        leaves += tiles.leaves_in(answer.content, tile)
    hashes = [domain.leaf_hash(leaf) for leaf in leaves]
    for tile in tiles.tiles_of(head.size):
        served = nobody.get(f"/register/{tile.path}").content
        if tile.level == 0:
            assert tiles.hashes_in(served, tile) == hashes[tile.number * 256 :][: tile.width]
    index = next(at for at, leaf in enumerate(leaves) if b"\nnote\n" in leaf)
    record = nobody.get(f"/register/record/{index}.json")
    assert domain.leaf("note", sha256(record.content).digest()) == leaves[index]
    assert json.loads(record.content)["body"] == {"title": "Naskah contoh"}


def test_the_key_and_the_trust_file(filled, nobody):
    assert nobody.get("/register/key").content.decode() == f"{queries.key()}\n"
    assert nobody.get("/register/trust").content.decode() == queries.trust()
    assert nobody.get("/latihan/register/key").content != nobody.get("/register/key").content
    assert b"ikrar.test/latihan/register\n8\n" in nobody.get("/latihan/register/checkpoint").content


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/001.p/43",
        "tile/0/999",
        "tile/7/000",
        "tile/0/../../keys",
        "tile/0/%2e%2e/%2e%2e/keys/django.key",
        "tile/entries/1",
        "tile/0/000.p/256",
        "record/300.json",
        "2/checkpoint",
        "2/tile/0/000",
    ],
)
def test_a_file_that_does_not_exist_is_a_page_that_says_so(filled, nobody, path):
    answer = nobody.get(f"/register/{path}")
    assert answer.status_code == 404
    assert "immutable" not in answer.get("Cache-Control", "")


def test_a_register_that_has_not_begun_says_so(office, nobody):
    for name in ("checkpoint", "key", "trust", "tile/0/000"):
        answer = nobody.get(f"/register/{name}", headers={"accept": "application/problem+json"})
        assert (answer.status_code, answer.json()["code"]) == (404, "TileIsNotThere")
    assert queries.latest_checkpoint() is None
    assert queries.fingerprint() == ""
    assert queries.address() == "/register/"
    assert queries.address(rehearsal=True) == "/latihan/register/"
    assert queries.origin(rehearsal=True) == "ikrar.test/latihan/register"
    assert queries.checkpoint_at(size=1) is None
    assert queries.witnesses() == []
    assert queries.waiting() == 0


def test_the_shelf_hands_out_the_full_tile_for_an_old_part(filled, tmp_path):
    from ikrar.register.shelf import Shelf, TileIsNotThere  # noqa: PLC0415 (kept beside its one use)

    shelf = Shelf(tmp_path / "register")
    assert shelf.read(Tile(0, 0, 7)).startswith(shelf.read(Tile(0, 0))[:32])
    with pytest.raises(TileIsNotThere):
        shelf.read(Tile(3, 0, 7))
