"""A stranger's file is read in a child of its own, with limits on memory and time, and no secret in its surroundings."""

import json
import os
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path

from ikrar.papers.checking import answering, telling
from ikrar.papers.checking.shapes import Checked, Expected, Limits, TrustStore
from ikrar.papers.checking.words import Code

AT_ONCE = 2  # children of one server process
PATIENCE = 4  # how many times its seconds of work a child may take on a busy machine
START = 20  # seconds for a slow machine to begin
_places = threading.BoundedSemaphore(AT_ONCE)


def check(
    pdf: bytes, *, trust: TrustStore, at: datetime, expected: Expected, limits: Limits | None = None
) -> Checked:
    """What the file proves. Nothing is raised, whatever it is: everything wrong is a finding."""
    limits = limits or Limits()
    if early := answering.refused_unread(pdf, limits):
        return answering.refused(pdf, *early)
    told = telling.question(trust=trust, at=at, expected=expected, limits=limits)
    if not _places.acquire(timeout=limits.seconds):
        return answering.refused(pdf, answering.finding(Code.BUSY))
    try:
        answer = _ask(told + pdf, wait=START + PATIENCE * limits.seconds)
    finally:
        _places.release()
    if answer is None:
        return answering.refused(pdf, answering.finding(Code.TOO_HEAVY))
    return answer


def _ask(question: bytes, *, wait: int) -> Checked | None:
    """The child's answer; nothing if it died of its limits or did not end."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "ikrar.papers.checking"],
            input=question,
            env={"PYTHONPATH": str(Path(__file__).parents[3]), "LC_ALL": "C.UTF-8", "PATH": os.defpath},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            timeout=wait,
            check=False,
        )
        return telling.remembered(json.loads(done.stdout)) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
        return None
