#!/bin/sh
# Prints the path of a Chromium that runs, after installing one if there is none and that is allowed.
# Playwright is given it as its executable_path. Mentioned in `make test`; needs .venv with dev.txt.
set -eu
cd "$(dirname "$0")/../.."

say() { printf '%s\n' "$*" >&2; }

# Inside a snap the browser sees neither the tests' files nor their temporary folders.
is_snap() {
    case $(readlink -f "$1") in
        */snap | /snap/*) return 0 ;;
    esac
    head -c 2048 "$1" | grep -q /snap/
}

runs() { "$1" --version >/dev/null 2>&1; }

find_browser() {
    for name in chromium chromium-browser google-chrome google-chrome-stable \
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'; do
        path=$(command -v "$name") || continue
        ! is_snap "$path" && runs "$path" && echo "$path" && return
    done
    path=$(.venv/bin/python -c '
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)' 2>/dev/null) || return 1
    runs "$path" && echo "$path"
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

install_browser() {
    command -v apt-get >/dev/null && as_root true 2>/dev/null || return 1
    say 'Installing Chromium …'
    if grep -q '^ID=ubuntu' /etc/os-release; then
        # Ubuntu's package is a door to the snap.
        .venv/bin/playwright install --with-deps chromium >&2
    else
        as_root apt-get update -qq >/dev/null &&
            as_root env DEBIAN_FRONTEND=noninteractive \
                apt-get install -qq -y --no-install-recommends chromium >/dev/null
    fi
}

if [ -n "${HANDBOOK_CHROMIUM:-}" ]; then
    runs "$HANDBOOK_CHROMIUM" && echo "$HANDBOOK_CHROMIUM" && exit
    say "HANDBOOK_CHROMIUM=$HANDBOOK_CHROMIUM does not run."
    exit 1
fi

find_browser || { install_browser && find_browser; } || {
    say 'The tests need Chromium: install it, or name one with HANDBOOK_CHROMIUM=/path/to/chromium.'
    exit 1
}
