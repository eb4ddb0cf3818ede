"""Find the publishers' own files, which lie beside the project and are never part of it."""

from pathlib import Path

import pytest

REAL = Path(__file__).parents[1].parent / "shared" / "real"


def real_file(name: str) -> Path:
    """The real file ``name``, such as "dfe_ees/ks2_la.csv"; skips the test where the folder is not there at all."""
    if not REAL.is_dir():
        pytest.skip("the folder of publishers' files (../shared/real) is not on this machine")
    return REAL / name
