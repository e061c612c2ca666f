#!/bin/sh
# Make a virtual environment with every dependency at its locked version, and psychoseg in place.
# usage: environment.sh PYTHON FOLDER
set -eu
python=$1
folder=$2

command -v "$python" >/dev/null 2>&1 || { echo "There is no $python here; install Python 3.11 or later." >&2; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "$("$python" --version) is too old; psychoseg needs Python 3.11 or later (make PYTHON=python3.12 …)." >&2
    exit 1
}
if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    # Debian keeps these in a package of its own
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "python$version-venv" >/dev/null
    elif command -v apt-get >/dev/null 2>&1 && command -v sudo >/dev/null 2>&1; then
        sudo apt-get update -qq && sudo apt-get install -y -qq "python$version-venv" >/dev/null
    else
        echo "This Python cannot make virtual environments; install its venv module (on Debian: apt-get install python3-venv)." >&2
        exit 1
    fi
fi
[ -x "$folder/bin/python" ] || "$python" -m venv "$folder"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps -e .
# Compile once, as an installed package is: where Python may not write bytecode, every start would compile anew.
"$folder/bin/python" -m compileall -q psychoseg
