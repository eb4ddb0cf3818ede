"""See to it that a browser is there for the tests: the system's Chromium, else Playwright's, else the package manager's."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str | None:
    """Path of a browser: the system's, or the one Playwright has downloaded."""
    system = next(filter(None, map(shutil.which, _NAMES)), None)
    return system or _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return str(path) if path.is_file() else None


def _try(*command: str) -> None:
    print("browser:", *command)
    try:
        subprocess.run(command, check=False, timeout=600, stdout=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"browser: {error}")


def main() -> int:
    """Find or install a browser; 1 with a sentence when every way has failed."""
    if not found():
        _try(sys.executable, "-m", "playwright", "install", "chromium")
    if not found() and shutil.which("apt-get"):
        root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        _try(*root, "apt-get", "update", "-q")
        _try(*root, "apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium")
    if not found():
        print("The browser tests need Chromium, and no way to install it worked. On Debian: sudo apt-get install chromium")
        return 1
    print("browser:", found())
    return 0


if __name__ == "__main__":
    sys.exit(main())
