"""What crashes is started again, what must end ends, and a taken port is noticed before anything starts."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ikrar.project import serving
from ikrar.project.supervisor import Part, Supervisor
from tests.patience import NotInTime

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
CRASH = [sys.executable, "-c", "raise SystemExit(3)"]


def test_a_crashed_part_is_started_again_after_a_rest(caplog):
    part = Part("crash", CRASH)
    part.start()
    part.process.wait(120)
    now = time.monotonic()
    part.look(now)
    assert part.process is None
    assert "crash ended with 3" in caplog.text
    part.look(now + 0.5)
    assert part.process is None
    part.look(now + 1.1)
    assert part.process is not None
    part.process.wait(120)
    part.look(now + 2)
    assert part.crashes == 2
    assert part.due == now + 2 + 2.0


def test_everything_ends_with_the_supervisor():
    service = Supervisor([Part("one", SLEEP), Part("two", SLEEP)])
    service.start()
    assert [part.process.poll() for part in service.parts] == [None, None]
    service.stop()
    assert all(part.process.poll() is not None for part in service.parts)


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone can promise this")
def test_no_part_outlives_a_killed_supervisor(tmp_path):
    script = (
        "import sys, time; from ikrar.project.supervisor import Part\n"
        "part = Part('x', [sys.executable, '-c', 'import time; time.sleep(60)']); part.start()\n"
        "print(part.process.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, env={"PYTHONPATH": "src"}
    )
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait(120)
    parent.stdout.close()
    deadline = time.monotonic() + 120
    while _lives(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _lives(child)


def _lives(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").split()[2] != "Z"
    except FileNotFoundError:
        return False


def listening(name, successor):
    """A part that holds a socket; what follows its first process does that."""
    script = f"import os, time\nif 'IKRAR_READY_FD' in os.environ: {successor}\ntime.sleep(60)"
    return Part(name, [sys.executable, "-c", script], listener=serving.listen("127.0.0.1", 0))


def looked_at(part, *, until):
    deadline = time.monotonic() + 120
    while not until():
        if time.monotonic() > deadline:
            raise NotInTime
        part.look(time.monotonic())
        time.sleep(0.05)


def test_a_part_that_listens_is_replaced_once_the_next_is_warm():
    part = listening("gate", "os.write(int(os.environ['IKRAR_READY_FD']), b'warm')")
    part.start()
    first = part.process
    part.replace()
    assert first.poll() is None
    looked_at(part, until=lambda: part.successor is None)
    assert part.process is not first
    looked_at(part, until=lambda: first.poll() is not None)
    assert part.process.poll() is None
    assert part.crashes == 0
    part.stop()
    assert part.process.poll() is not None


def test_a_successor_that_does_not_get_ready_leaves_the_old_one_serving(caplog):
    part = listening("gate", "raise SystemExit(1)")
    part.start()
    first = part.process
    part.replace()
    looked_at(part, until=lambda: part.successor is None)
    assert part.process is first
    assert first.poll() is None
    assert "gate was not replaced" in caplog.text
    part.stop()


def test_what_holds_no_socket_is_not_replaced():
    part = Part("clerk", SLEEP)
    part.start()
    part.replace()
    assert part.successor is None
    part.stop()


def test_a_taken_port_is_noticed_and_the_next_is_found():
    with socket.socket() as stranger:
        stranger.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        port = stranger.getsockname()[1]
        with pytest.raises(serving.PortIsTaken):
            serving.check_port("127.0.0.1", port)
        assert serving.free_port("127.0.0.1", port) > port


def test_somebody_elses_answer_is_not_taken_for_ours(monkeypatch):
    door = serving.Door("127.0.0.1", 1)
    monkeypatch.setattr(serving, "_instance", lambda _: "stranger")
    with pytest.raises(serving.DidNotStart, match="another program"):
        serving.wait_until_ready(door)
    monkeypatch.setattr(serving, "_instance", lambda _: door.instance)
    serving.wait_until_ready(door)


@pytest.mark.parametrize(
    "key", [rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP256R1())], ids=["rsa", "ec"]
)
def test_any_form_of_tls_key_is_made_readable_for_the_server_and_nobody_else(tmp_path, key):
    given = tmp_path / "given.pem"
    given.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()))
    made = serving.pkcs8(given, folder=tmp_path / "keys")
    assert made.read_bytes().startswith(b"-----BEGIN PRIVATE KEY-----")
    assert made.stat().st_mode & 0o077 == 0
    assert serving.pkcs8(made, folder=tmp_path / "keys") == made
