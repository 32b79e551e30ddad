"""Find a browser to test with; `python -m tests.browser.chromium` prints which."""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "chrome",
    "msedge",
)
MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
WINDOWS_ROOTS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")

MISSING = (
    "No browser to test with. Install Chromium, Google Chrome or Microsoft Edge "
    "(Debian and Ubuntu: apt-get install chromium), or let Playwright fetch its own: "
    "python -m playwright install chromium"
)


def find(playwright: Playwright) -> str:
    """The path of the first browser found: installed ones first, then Playwright's own."""
    for path in [*_installed(), Path(playwright.chromium.executable_path)]:
        if path.is_file():
            return str(path)
    raise FileNotFoundError(MISSING)


def _installed() -> list[Path]:
    on_path = [Path(found) for name in NAMES if (found := shutil.which(name))]
    roots = [Path(root) for name in WINDOWS_ROOTS if (root := os.environ.get(name))]
    return [*on_path, *map(Path, MAC), *(root / tail for root in roots for tail in WINDOWS)]


if __name__ == "__main__":
    with sync_playwright() as started:
        try:
            print("browser for the tests:", find(started))
        except FileNotFoundError as missing:
            sys.exit(str(missing))
