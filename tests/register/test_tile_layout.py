"""Which file holds what, as C2SP tlog-tiles says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikrar.register import merkle, tiles
from ikrar.register.tiles import NotATilePath, Tile, TileIsDamaged

numbers = st.integers(0, 2**40)
some_tiles = st.builds(Tile, st.none() | st.integers(0, 63), numbers, st.integers(1, 256))


def test_the_example_of_the_specification():
    paths = [tile.path for tile in tiles.tiles_of(70_000)]
    assert paths.count("tile/0/x001/x234/067") == 0
    assert len([path for path in paths if path.startswith("tile/0/")]) == 274
    assert paths[-4:] == ["tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"]


@given(some_tiles)
def test_a_path_names_one_tile_and_back(tile):
    assert tiles.parse_path(tile.path) == tile


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/../../keys/x",
        "tile/0/1",
        "tile/0/0000",
        "tile/00/000",
        "tile/64/000",
        "tile/0/x000/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/07",
        "tile/0/000/",
        "tile/-1/000",
        "tile/0/٠٠٠",
        "tile/entries/x001",
        "checkpoint",
        "",
    ],
)
def test_other_spellings_are_no_tiles(path):
    with pytest.raises(NotATilePath):
        tiles.parse_path(path)


@given(st.lists(st.binary(min_size=1, max_size=300), min_size=1, max_size=256))
def test_a_bundle_gives_its_leaves_back(leaves):
    tile = Tile(None, 0, len(leaves))
    assert tiles.leaves_in(tiles.bundle(leaves), tile) == leaves
    with pytest.raises(TileIsDamaged):
        tiles.leaves_in(tiles.bundle(leaves)[:-1], tile)


def test_a_short_tile_is_damaged():
    with pytest.raises(TileIsDamaged):
        tiles.hashes_in(bytes(64), Tile(0, 0, 3))
    with pytest.raises(TileIsDamaged):
        tiles.hashes_in(bytes(65), Tile(0, 0, 2))


@given(st.integers(1, 1200), st.data())
def test_proofs_come_from_tiles_alone(size, data):
    index = data.draw(st.integers(0, size - 1))
    hashes = [merkle.leaf_hash(str(at).encode()) for at in range(size)]

    def read(tile):
        below, begin = tile.level * 8, tile.number * 256
        made = [
            merkle.root_of(hashes[at << below : (at + 1) << below]) for at in range(begin, begin + tile.width)
        ]
        return b"".join(made)

    node = tiles.node_reader(read, size=size)
    assert merkle.root(size, node) == merkle.root_of(hashes)
    proof = merkle.inclusion_proof(index=index, size=size, node=node)
    merkle.verify_inclusion(
        leaf_hash=hashes[index], index=index, size=size, proof=proof, root=merkle.root_of(hashes)
    )
