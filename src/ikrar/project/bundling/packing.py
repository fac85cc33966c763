"""One archive of source, wheels and installer, whose list of hashes the installer checks before anything else."""

import gzip
import hashlib
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
INSTALLER = Path(__file__).with_name("install.sh")
SUMS = "SHA256SUMS"
LEFT_OUT = frozenset({"data", "build", "dist", "node_modules"})


def sources() -> list[Path]:
    """What belongs to the release, relative to its folder: what git tracks, or all but what is made here."""
    if (ROOT / ".git").exists():
        found = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout  # noqa: S607 (the developer's git)
        return sorted(Path(name) for name in found.decode().split("\0") if name and (ROOT / name).is_file())
    return sorted(path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file() and _belongs(path))


def _belongs(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    hidden = any(part.startswith(".") and part not in (".importlinter", ".github") for part in parts)
    return not hidden and parts[0] not in LEFT_OUT and "__pycache__" not in parts


def digest() -> str:
    """One name for exactly this source, so that another never lies in its folder."""
    found = hashlib.sha256()
    for path in sources():
        found.update(f"{path}\n".encode() + hashlib.sha256((ROOT / path).read_bytes()).digest())
    return found.hexdigest()


def lay_out(folder: Path, *, told: Callable[[int, int], None]) -> None:
    """Source and installer into the folder that already holds the wheels; then the hashes of everything."""
    files = sources()
    for number, path in enumerate(files, start=1):
        target = folder / "source" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, target)
        told(number, len(files))
    shutil.copy2(INSTALLER, folder / "install")
    (folder / "install").chmod(0o755)
    (folder / SUMS).write_text("".join(_sums(folder)), encoding="utf-8")


def _sums(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}\n"


def pack(folder: Path, *, archive: Path, told: Callable[[int, int], None]) -> None:
    """The folder as one tar.gz, the same bytes for the same content."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    fresh = archive.with_name(archive.name + ".fresh")
    with (
        fresh.open("wb") as file,
        gzip.GzipFile(filename="", mode="wb", fileobj=file, compresslevel=1, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w") as tar,
    ):
        for number, path in enumerate(paths, start=1):
            tar.add(path, arcname=f"{folder.name}/{path.relative_to(folder)}", filter=_impersonal)
            told(number, len(paths))
    fresh.replace(archive)


def _impersonal(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = member.mtime = 0
    member.uname = member.gname = "root"
    member.mode = 0o755 if member.mode & 0o100 else 0o644
    return member
