#!/bin/sh
# Makes .venv and installs requirements/$1.txt and the project into it; at once when nothing has changed.
# $1 is `site` or `dev` (which holds all of site). $PYTHON chooses the interpreter.
# What the system lacks is never installed unasked: the command is printed, and it stops. But for one
# thing: whoever runs the tests as root, as jobs in containers do, gets the package that makes .venv.
set -eu
cd "$(dirname "$0")/.."

wanted=$1
venv=.venv
# Where the handbook itself is at home; a repository of a programme has it as a wheel among its requirements.
project=
[ ! -f pyproject.toml ] || project="pyproject.toml plugins/handbook/__init__.py"

say() { printf '%s\n' "$*" >&2; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        new_enough "$PYTHON" && echo "$PYTHON" && return
        say "PYTHON=$PYTHON is not Python 3.11 or newer."
        exit 1
    fi
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        new_enough "$candidate" && echo "$candidate" && return
    done
    say "Python 3.11 or newer is needed: install it, or name it with PYTHON=/path/to/python3."
    exit 1
}

# The console scripts hold the place of .venv, and the libraries lie under the version of Python:
# after a move or an upgrade of the system nothing in it can be trusted.
origin() {
    "$1" -c 'import os, sys; print(os.getcwd(), sys.base_prefix, *sys.version_info[:2])' 2>/dev/null
}

is_sound() {
    [ -f "$venv/.origin" ] && [ "$(cat "$venv/.origin")" = "$(origin "$venv/bin/python")" ] || return 1
    # A choice of interpreter given by hand counts on every run.
    [ -z "${PYTHON:-}" ] || [ "$(origin "$(find_python 2>/dev/null)")" = "$(cat "$venv/.origin")" ]
}

can_make() { "$1" -c 'import venv, ensurepip' 2>/dev/null; }

install_as_root() {
    [ "$wanted" = dev ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 1
    say "Installing $1 …"
    apt-get update -qq >/dev/null &&
        DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$1" >/dev/null
}

make_venv() {
    python=$(find_python)
    # Debian and Ubuntu keep ensurepip in a package of its own.
    if ! can_make "$python"; then
        package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        { install_as_root "$package" && can_make "$python"; } || {
            say "Python cannot make a virtual environment. On Debian and Ubuntu this mends it; then run make again:"
            say "    sudo apt-get install $package"
            exit 1
        }
    fi
    rm -rf "$venv"
    "$python" -m venv "$venv"
    origin "$venv/bin/python" > "$venv/.origin"
}

# The entry points and the version are written down at installation, hence the last two.
ingredients() {
    cat "requirements/$1.txt" requirements/make_venv.sh $project | cksum
}

is_sound || make_venv

stamp=$venv/.installed-$wanted
sum=$(ingredients "$wanted")
[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ] && exit

say "Installing requirements/$wanted.txt into $venv …"
pip() { "$venv/bin/python" -m pip --disable-pip-version-check --quiet "$@"; }
# pip is the one that came with the interpreter; nothing brings a newer one along.
# Wheels only: an sdist would run its own code and fetch what no hash covers.
pip install --only-binary :all: --require-hashes --requirement "requirements/$wanted.txt"
[ -z "$project" ] || pip install --no-deps --no-build-isolation --editable .

echo "$sum" > "$stamp"
[ "$wanted" = site ] || ingredients site > "$venv/.installed-site"
