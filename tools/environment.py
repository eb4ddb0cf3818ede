"""Make the virtual environment, or say in one sentence what the machine lacks.

Debian keeps venv in a package of its own: as root it is installed, otherwise the command is named.
"""

import os
import shutil
import subprocess
import sys


def _venv_works() -> bool:
    return subprocess.run([sys.executable, "-c", "import venv, ensurepip"], capture_output=True, check=False).returncode == 0


def main(folder: str) -> int:
    """Make ``folder``; 0, or 1 with a sentence."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this runs before anything checks the version
        print(f"Needs Atlas needs Python 3.11 or later; this is {sys.version.split()[0]}. Set PYTHON= to a newer one.")
        return 1
    if not _venv_works() and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-q"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-q", "python3-venv"], check=False)
    if not _venv_works():
        print("Python's venv module is missing. On Debian: sudo apt-get install python3-venv")
        return 1
    return subprocess.run([sys.executable, "-m", "venv", folder], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
