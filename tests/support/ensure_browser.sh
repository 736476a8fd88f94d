#!/bin/sh
# Prints the path of a Chromium that runs; Playwright is given it as its executable_path.
# Where there is none it prints the command that installs one and stops: nothing is installed unasked,
# but for root, as whom jobs in containers run. Called by `make test`; needs .venv with dev.txt.
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

# Ubuntu's package is a door to the snap.
is_ubuntu() { grep -q '^ID=ubuntu' /etc/os-release 2>/dev/null; }

install_as_root() {
    [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 1
    say 'Installing Chromium …'
    if is_ubuntu; then
        .venv/bin/playwright install --with-deps chromium >&2
    else
        apt-get update -qq >/dev/null &&
            DEBIAN_FRONTEND=noninteractive \
                apt-get install -qq -y --no-install-recommends chromium >/dev/null
    fi
}

how_to_install() {
    if is_ubuntu; then
        echo '.venv/bin/playwright install --with-deps chromium'
    elif command -v apt-get >/dev/null; then
        echo 'sudo apt-get install chromium'
    else
        echo '.venv/bin/playwright install chromium'
    fi
}

if [ -n "${HANDBOOK_CHROMIUM:-}" ]; then
    runs "$HANDBOOK_CHROMIUM" && echo "$HANDBOOK_CHROMIUM" && exit
    say "HANDBOOK_CHROMIUM=$HANDBOOK_CHROMIUM does not run."
    exit 1
fi

find_browser || { install_as_root && find_browser; } || {
    say 'The tests need Chromium. Install it, then run make again:'
    say "    $(how_to_install)"
    say 'Or name one that there is: HANDBOOK_CHROMIUM=/path/to/chromium make test'
    exit 1
}
