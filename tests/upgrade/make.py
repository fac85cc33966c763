"""Make the fixture of a release: `python tests/upgrade/make.py REVISION`.

The release is taken out of git into a folder of its own, which plants a small city (plant.py: the release's own, or
this one where it has none) into an empty data folder. That folder, with the facts, becomes
tests/upgrade/RELEASE/data.tar.xz. Its keys are throw-away keys.
"""

import argparse
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MOST_BYTES = 300_000
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "ikrar.project.settings",
    "IKRAR_DOMAIN": "localhost",
    "IKRAR_ADDRESS": "http://localhost:8017",
    "IKRAR_ORIGIN": "contoh.example/upgrade/register",
    "IKRAR_TLS": "0",
    "IKRAR_IMPORT_WRITE_MS": "500",
    "IKRAR_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
}
LEFT_OUT = ("cache", "clerk.lock", "staging", "static")


def main():
    parser = argparse.ArgumentParser(prog="make.py")
    parser.add_argument("revision")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        release, data, facts = (Path(folder) / name for name in ("release", "data", "facts.json"))
        take_out(asked.revision, release)
        environment = os.environ | ENVIRONMENT | {
            "IKRAR_DATA": str(data), "IKRAR_DATABASE": "sqlite",
            "PYTHONPATH": f"{release / 'src'}:{release}", "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        own = release / "tests" / "upgrade" / "plant.py"
        program = own if own.exists() else HERE / "plant.py"
        subprocess.run([sys.executable, str(program), str(facts)], cwd=release, env=environment, check=True)
        pack(data, facts)


def take_out(revision, folder):
    folder.mkdir()
    archive = subprocess.run(["git", "archive", revision], cwd=ROOT, check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive, check=True)


def pack(data, facts):
    release = json.loads(facts.read_text())["release"]
    target = HERE / release / "data.tar.xz"
    target.parent.mkdir(exist_ok=True)
    with tarfile.open(target, "w:xz", preset=9) as tar:
        tar.add(facts, "facts.json", filter=plain)
        tar.add(data, "data", filter=plain)
    size = target.stat().st_size
    sys.stdout.write(f"{target.relative_to(ROOT)}: {size:,} bytes\n")
    assert size <= MOST_BYTES, "too large for a repository: plant less"


def plain(info):
    """Without what is made again anyway, and without the maker's account."""
    if any(part in LEFT_OUT for part in Path(info.name).parts):
        return None
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    return info


if __name__ == "__main__":
    main()
