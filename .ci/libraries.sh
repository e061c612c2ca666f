#!/bin/sh
# Install the system libraries the report's PDF needs, or say in one line what to type; and a C compiler where
# that asks nobody, for without one segments are formed in NumPy, several times slower.
set -eu

compiler() {
    command -v "${CC:-cc}" >/dev/null 2>&1 && return 0
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        echo "Installing gcc"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o DPkg::Lock::Timeout=300 --no-install-recommends gcc libc6-dev >/dev/null && return 0
    fi
    echo "There is no C compiler; all works without one, but segments take several times as long." >&2
}
compiler

present() {
    # The dynamic linker's cache, then the places Homebrew and distributions use.
    for name in "$@"; do
        if { ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null; } | grep -q "$name"; then return 0; fi
        for folder in /usr/lib /usr/lib64 /usr/local/lib /opt/homebrew/lib /usr/lib/*-linux-gnu; do
            for found in "$folder"/"$name"*; do [ -e "$found" ] && return 0; done
        done
    done
    return 1
}

if present libpango-1.0 && present libpangoft2-1.0 libpangoft2 && present libharfbuzz-subset; then exit 0; fi

packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
if command -v apt-get >/dev/null 2>&1; then
    become=""
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null 2>&1 || { echo "The PDF needs Pango. As root, type: apt-get install $packages" >&2; exit 1; }
        become="sudo"
    fi
    echo "Installing $packages"
    $become apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive $become apt-get install -y -qq -o DPkg::Lock::Timeout=300 --no-install-recommends $packages >/dev/null
elif command -v brew >/dev/null 2>&1; then
    echo "The PDF needs Pango. Type: brew install pango" >&2
    exit 1
elif command -v dnf >/dev/null 2>&1; then
    echo "The PDF needs Pango. Type: sudo dnf install pango harfbuzz" >&2
    exit 1
else
    echo "The PDF needs Pango and HarfBuzz; install them with your system's package manager (on Debian: apt-get install $packages)." >&2
    exit 1
fi
