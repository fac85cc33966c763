#!/bin/sh
# Installs Ikrar from this folder into TARGET: ./install TARGET [PYTHON]. No network, no root. Over an older one: upgrades it.
# TARGET/ikrar is the command, TARGET/data the data, TARGET/releases/… the programs, TARGET/current the one in use.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
umask 022

fail() { printf '%s\n' "$*" >&2; exit 1; }
step() { printf '· %s\n' "$*"; }

find_python() {
    for candidate in "$@" python3 python3.13 python3.12 python3.11; do
        [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 || continue
        version=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
        grep -qx "$version" "$here/pythons" && { command -v "$candidate"; return; }
    done
    fail "Perlu salah satu Python ini / needs one of these Pythons: $(tr '\n' ' ' < "$here/pythons")"
}

verify() { # every file is the one that was packed, and there is no other
    "$python" - "$here" <<'PY'
import hashlib, pathlib, sys
folder = pathlib.Path(sys.argv[1])
lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
wanted = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
found = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
found.pop("SHA256SUMS")
wrong = sorted(wanted.keys() ^ found.keys())
wrong += [name for name, path in sorted(found.items()) if name in wanted and hashlib.sha256(path.read_bytes()).hexdigest() != wanted[name]]
if wrong:
    sys.exit("Rusak atau berubah / damaged or changed: " + ", ".join(wrong[:5]))
PY
}

libraries() { # $1: release. pip runs from its own wheel, so neither ensurepip nor a system package is needed.
    set -- "$1" "$here"/wheels/pip-*.whl
    for lock in $(cat "$here/locks"); do
        "$1/.venv/bin/python" "$2/pip" install --isolated --quiet --disable-pip-version-check --no-cache-dir \
            --no-index --find-links "$here/wheels" --no-deps --require-hashes -r "$1/$lock"
        cp "$1/$lock" "$1/.venv/.$lock"
    done
}

[ $# -ge 1 ] || fail "./install FOLDER [PYTHON]"
python=$(find_python "${2:-}")
step "memeriksa sidik / checking hashes"
verify
mkdir -p "$1"
target=$(CDPATH= cd -- "$1" && pwd)
name=$(cat "$here/name")
release=$target/releases/$name
if [ ! -f "$release/.complete" ]; then
    step "program / program: $release"
    rm -rf "$release"
    mkdir -p "$release"
    cp -R "$here/source/." "$release/"
    "$python" -m venv --without-pip "$release/.venv"
    step "pustaka / libraries"
    libraries "$release"
    : > "$release/.complete"
fi
(umask 077 && mkdir -p "$target/data")
cat > "$target/ikrar.new" <<'SH'
#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
IKRAR_DATA=${IKRAR_DATA:-$here/data}
export IKRAR_DATA
exec "$here/current/ikrar" "$@"
SH
chmod 755 "$target/ikrar.new"
mv -f "$target/ikrar.new" "$target/ikrar"
before=$(readlink "$target/current" 2>/dev/null || :)
ln -sfn "releases/$name" "$target/current.new"
mv -fT "$target/current.new" "$target/current"
"$target/ikrar" help >/dev/null
step "terpasang / installed: $target/ikrar ($name)"
if [ -n "$before" ] && [ "$before" != "releases/$name" ]; then
    step "sebelumnya / before: $before. Cadangkan lalu mulai ulang / back up, then restart: $target/ikrar backup"
fi
