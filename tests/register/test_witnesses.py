"""A witness cosigns only growth, and no absent witness holds the register up."""

import json
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ikrar.register import asking, checkpoint, cosigning, merkle, note, queries, trust, verify
from ikrar.register.models import Witness
from ikrar.register.witness.memory import Memory
from ikrar.register.witness.program import own_key, watched
from ikrar.register.witness.server import Server, answer

VECTORS = Path(__file__).parents[1] / "vectors"
LOG = note.SigningKey("a.example/log", note.ED25519, bytes(32))
OTHER = note.SigningKey("b.example/log", note.ED25519, bytes(31) + b"\x02")
WITNESS = note.SigningKey("w.example", note.COSIGNATURE, bytes(31) + b"\x01")
TRUNK = [merkle.leaf_hash(b"%d" % at) for at in range(40)]
FORK = TRUNK[:5] + [merkle.leaf_hash(b"fork %d" % at) for at in range(35)]


def node(leaves):
    return lambda level, index: merkle.root_of(leaves[index << level : (index + 1) << level])


def sealed(size, leaves=TRUNK, key=LOG):
    head = checkpoint.TreeHead(key.name, size, merkle.root(size, node(leaves)))
    return str(checkpoint.seal(head, key))


def ask(memory, old, size, leaves=TRUNK, key=LOG):
    proof = merkle.consistency_proof(old=min(old, size), new=size, node=node(leaves))
    request = cosigning.AddCheckpoint(old, proof, sealed(size, leaves, key))
    return answer(memory, str(request).encode(), posix_time=1_795_394_772)


@pytest.fixture
def memory(tmp_path):
    return Memory(folder=tmp_path, key=WITNESS, logs={LOG.name: (LOG.verifier,)})


class Witnessing(RuleBasedStateMachine):
    """Whatever is asked in whatever order, what was cosigned is always one growing tree."""

    def __init__(self):
        super().__init__()
        import tempfile  # noqa: PLC0415 (the machine has no fixtures)

        self.folder = tempfile.TemporaryDirectory()
        self.memory = self.fresh()
        self.size, self.leaves = 0, None

    def fresh(self):
        return Memory(folder=Path(self.folder.name), key=WITNESS, logs={LOG.name: (LOG.verifier,)})

    def teardown(self):
        self.folder.cleanup()

    @rule(old=st.integers(0, 40), size=st.integers(0, 40), forked=st.booleans(), told=st.booleans())
    def ask_for_a_tree(self, old, size, forked, told):
        leaves = FORK if forked else TRUNK
        old = self.size if told else old
        status, kind, body = ask(self.memory, old, size, leaves)
        may_grow = self.leaves is None or self.size <= 5 or leaves is self.leaves
        if old > size:
            assert status == 400
        elif old != self.size:
            assert (status, kind, body) == (409, "text/x.tlog.size", f"{self.size}\n")
        elif may_grow:
            assert status == 200
            text = note.parse(sealed(size, leaves)).text
            note.verify(note.Note(text, (note.parse_line(body.rstrip()),)), WITNESS.verifier)
            self.size, self.leaves = size, None if size <= 5 else leaves
        else:
            assert status == (409 if size == self.size else 422)

    @rule()
    def restart(self):
        self.memory = self.fresh()

    @invariant()
    def it_remembers_what_it_cosigned(self):
        seen = self.memory.seen(LOG.name)
        assert seen.size == self.size
        assert seen.root == merkle.root(self.size, node(self.leaves or TRUNK))


TestWitnessing = Witnessing.TestCase
TestWitnessing.settings = hypothesis_settings(max_examples=25, stateful_step_count=12, deadline=None)


def test_the_exchange_of_the_vectors(tmp_path):
    told = json.loads((VECTORS / "witness.json").read_bytes())
    request = cosigning.parse(told["request"].encode())
    assert str(request) == told["request"]
    line = note.parse_line(told["answer"].rstrip("\n"))
    signed = note.parse(request.checkpoint).with_lines([line])
    assert note.verify(signed, note.parse_vkey(told["witness"])) == told["posix_time"]


def test_strangers_are_told_apart(memory):
    assert ask(memory, 0, 3, key=OTHER)[0] == 404
    thief = note.SigningKey(LOG.name, note.ED25519, bytes(31) + b"\x09")
    assert ask(memory, 0, 3, key=thief)[0] == 403
    assert memory.seen(LOG.name).size == 0


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"old 0\n",
        b"old 00\n\n" + sealed(1).encode(),
        b"old -1\n\n" + sealed(1).encode(),
        b"old 0\n\nx\n\n",
        b"old 0\nAAAA\n\n" + sealed(1).encode(),
        b"\xff\n\n",
        b"new 0\n\n" + sealed(1).encode(),
        b"old 0\n" + b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n" * 64 + b"\n" + sealed(1).encode(),
    ],
)
def test_a_request_with_a_mistake_is_400(memory, data):
    assert answer(memory, data, posix_time=0)[0] == 400


def test_an_empty_proof_is_wanted_from_an_empty_tree(memory):
    request = cosigning.AddCheckpoint(0, (bytes(32),), sealed(3))
    assert answer(memory, str(request).encode(), posix_time=0)[0] == 422


def test_what_cannot_be_remembered_is_not_cosigned(memory, monkeypatch):
    monkeypatch.setattr("ikrar.register.shelf.os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OSError, match="full"):
        ask(memory, 0, 3)
    monkeypatch.undo()
    assert memory.seen(LOG.name).size == 0
    assert ask(memory, 0, 3)[0] == 200


def test_the_witness_makes_its_key_once_and_keeps_it_to_itself(tmp_path):
    key = own_key(tmp_path / "witness", name="kpu.contoh.example")
    path = tmp_path / "witness" / "witness.skey"
    assert path.stat().st_mode & 0o777 == 0o600
    assert own_key(tmp_path / "witness", name="another") == key
    command = [sys.executable, "-m", "ikrar.register.witness", "key", "--data", str(tmp_path / "witness")]
    told = subprocess.run(command, capture_output=True, text=True, check=True, env={"PYTHONPATH": "src"})
    assert told.stdout == f"{key.verifier}\n"
    path.chmod(0o644)
    refused = subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONPATH": "src"})
    assert (refused.returncode, "WitnessKeyIsOpen" in refused.stderr) == (2, True)


@pytest.fixture
def witness(office, tmp_path):
    """A running witness for the register of the office."""
    office.enter()
    office.seal()
    key = own_key(tmp_path / "witness", name="kpu.contoh.example")
    memory = Memory(folder=tmp_path / "witness", key=key, logs=watched([queries.key()]))
    with Server(("127.0.0.1", 0), memory) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def named(server):
    return f"{server.memory.key.verifier}@http://127.0.0.1:{server.server_address[1]}"


def test_checkpoints_carry_the_cosignature_of_a_witness(office, witness, settings):
    settings.IKRAR_WITNESSES = [named(witness)]
    for _ in range(3):
        (leaf_hash,) = office.enter()
        assert office.seal().cosigned == 1
    latest = queries.latest_checkpoint()
    assert latest.witnesses == ("kpu.contoh.example",)
    (seen,) = queries.witnesses()
    assert (seen.name, seen.size, seen.failing_since) == ("kpu.contoh.example", 4, None)
    signed = note.parse(queries.inclusion(leaf_hash=leaf_hash).checkpoint)
    assert queries.trust_of().check_witnesses(signed) == 1
    assert asking.ask(Witness.objects.get().log_id, at=office.now) == 0


def test_a_witness_that_remembers_more_or_less_is_caught_up_with(office, witness, settings):
    settings.IKRAR_WITNESSES = [named(witness)]
    office.enter()
    office.seal()
    Witness.objects.update(size=0)
    office.enter()
    assert office.seal().cosigned == 1


def test_an_absent_witness_holds_nothing_up_and_is_asked_again_later(office, settings):
    key = note.new_key("absen.contoh.example", note.COSIGNATURE)
    settings.IKRAR_WITNESSES = [f"{key.verifier}@http://127.0.0.1:9"]
    (leaf_hash,) = office.enter()
    assert office.seal().published == (1,)
    assert queries.inclusion(leaf_hash=leaf_hash) is not None
    (seen,) = queries.witnesses()
    assert (seen.failing_since, seen.trouble != "") == (office.now, True)
    asked = Witness.objects.get().ask_again_at
    office.enter()
    office.seal()
    assert Witness.objects.get().ask_again_at == asked
    office.wait(20)
    office.seal()
    assert Witness.objects.get().ask_again_at > asked


def test_a_register_that_was_rolled_back_gets_no_cosignature(office, witness, settings):
    settings.IKRAR_WITNESSES = [named(witness)]
    size = 9_000
    foreign = checkpoint.TreeHead(queries.origin(), size, bytes(32))
    witness.memory._path(foreign.origin).write_text(str(foreign))
    office.enter()
    assert office.seal().cosigned == 0
    assert "9000" in queries.witnesses()[0].trouble


def test_a_false_cosignature_is_not_taken(office, witness, settings, monkeypatch):
    settings.IKRAR_WITNESSES = [named(witness)]
    monkeypatch.setattr(
        note.SigningKey,
        "cosign",
        lambda self, text, *, posix_time: note.Line(self.name, self.verifier.key_id, bytes(72)),
    )
    office.enter()
    assert office.seal().cosigned == 0
    assert "SignatureDoesNotMatch" in queries.witnesses()[0].trouble


def test_a_receipt_under_a_witness_is_proved_with_a_quorum(office, witness, settings):
    settings.IKRAR_WITNESSES = [named(witness)]
    leaf_hash = office.publish()
    office.seal()
    body = json.loads(queries.public_body(leaf_hash=leaf_hash))
    data = queries.receipt(leaf_hash=leaf_hash, record=body, kind="note")
    found = queries.trust_of()
    strict = trust.Trust(found.logs, found.witnesses, 1, found.rp_ids, found.origins)
    assert verify.examine(data, trust=strict).is_trusted
    assert queries.examine(receipt=data).is_proved


def test_the_witness_answers_only_what_it_knows(witness):
    url = f"http://127.0.0.1:{witness.server_address[1]}"
    with urllib.request.urlopen(url + "/key") as response:
        assert response.read().decode() == f"{witness.memory.key.verifier}\n"
    for path, data, status in (
        ("/other", None, 404),
        ("/other", b"x", 404),
        ("/add-checkpoint", b"x" * 80_000, 400),
    ):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(url + path, data=data)
        refused.value.close()
        assert refused.value.code == status


@pytest.mark.parametrize(
    "text", ["", "x", "x@ftp://y", f"{LOG.verifier}@http://w.example", "a+b+c@http://w.example"]
)
def test_a_witness_is_a_key_and_a_web_address(text):
    with pytest.raises((asking.NotAWitness, note.NotAKey)):
        asking.parse_witness(text)


def test_a_pause_ends_even_when_the_clock_was_set_back(office, settings):
    key = note.new_key("absen.contoh.example", note.COSIGNATURE)
    settings.IKRAR_WITNESSES = [f"{key.verifier}@http://127.0.0.1:9"]
    office.enter()
    office.seal()
    asked = Witness.objects.get().ask_again_at
    office.now -= timedelta(hours=2)
    asking.ask(Witness.objects.get().log_id, at=office.now)
    assert Witness.objects.get().ask_again_at < asked
