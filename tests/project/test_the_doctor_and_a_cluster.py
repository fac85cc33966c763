"""What the doctor says of PostgreSQL's durability and standbys, from what PostgreSQL says of itself."""

from types import SimpleNamespace

import pytest

from ikrar.project.diagnosis import Level, durability

SOUND = {
    "SHOW server_version_num": ("180006",),
    "SHOW server_version": ("18.6",),
    "SHOW fsync": ("on",),
    "SHOW full_page_writes": ("on",),
    "SHOW synchronous_commit": ("on",),
    "SHOW data_checksums": ("on",),
    "SHOW synchronous_standby_names": ("ANY 1 (dua, tiga)",),
    durability._STANDBYS: (2, 2),
}


@pytest.fixture
def cluster(monkeypatch, at):
    """`cluster(…)`: the findings about a cluster that answers so."""

    def look(*, hosts="satu,dua,tiga", **said):
        answers = SOUND | {f"SHOW {name}": (value,) for name, value in said.items() if name != "standbys"}
        answers[durability._STANDBYS] = said.get("standbys", (2, 2))
        monkeypatch.setattr(durability, "_asked", lambda statement, values=None: answers[statement])
        engine = SimpleNamespace(vendor="postgresql", settings_dict={"HOST": hosts})
        monkeypatch.setattr(durability, "connection", engine)
        looks = (durability.library, durability.durable, durability.standbys)
        return {finding.subject: finding.level for one in looks for finding in one(at)}

    return look


def test_a_cluster_with_a_standby_to_spare_is_good(cluster):
    assert cluster() == {"postgresql": Level.GOOD, "durability": Level.GOOD, "standbys": Level.GOOD}


@pytest.mark.parametrize(
    ("said", "subject", "level"),
    [
        ({"server_version_num": "170002"}, "postgresql", Level.WARNING),
        ({"server_version_num": "130000"}, "postgresql", Level.BAD),
        ({"fsync": "off"}, "durability", Level.BAD),
        ({"full_page_writes": "off"}, "durability", Level.BAD),
        ({"synchronous_commit": "off"}, "durability", Level.BAD),
        ({"data_checksums": "off"}, "durability", Level.WARNING),
        ({"synchronous_commit": "local"}, "standbys", Level.BAD),
        ({"synchronous_standby_names": ""}, "standbys", Level.BAD),
        ({"standbys": (0, 0)}, "standbys", Level.BAD),
        ({"synchronous_standby_names": "ANY 2 (a, b, c)", "standbys": (3, 1)}, "standbys", Level.BAD),
        ({"standbys": (1, 1)}, "standbys", Level.WARNING),
    ],
)
def test_each_thing_that_would_lose_a_pledge_with_its_machine_is_told(cluster, said, subject, level):
    assert cluster(**said)[subject] is level


def test_one_machine_alone_is_not_asked_for_standbys(cluster):
    assert "standbys" not in cluster(hosts="localhost", synchronous_standby_names="", standbys=(0, 0))
