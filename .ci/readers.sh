#!/bin/sh
# Install the other programs that read reports, so that tests open ours in them: LibreOffice, Chromium with npm, qpdf.
# Where that would ask somebody, or fails, the tests skip and say why.
set -u

missing=""
want() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
want soffice "libreoffice-calc libreoffice-impress"
want chromium chromium
want npm npm
want qpdf qpdf
[ -n "$missing" ] || exit 0

if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing$missing"
    # shellcheck disable=SC2086
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o DPkg::Lock::Timeout=300 --no-install-recommends $missing >/dev/null && exit 0
fi
echo "Tests that need$missing will skip; install them with your system's package manager." >&2
