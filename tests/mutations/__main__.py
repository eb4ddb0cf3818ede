"""python -m tests.mutations COUNT [SEED]: many damaged copies of the publishers' files, loaded in batches; prints every breach."""

import os
import sys
import tempfile
from collections import Counter
from itertools import islice
from pathlib import Path

from tests.mutations.trial import base_home, faults, mutants, real_files
from tests.pupil_files import KEY
from tests.real_files import REAL

BATCH = 50


def main(count: int, seed: int = 1) -> int:
    """Load ``count`` mutants; 1 when one of them breaks the contract."""
    os.environ["NEEDS_ATLAS_PUPIL_KEY"] = KEY  # without one records of children are refused before anybody looks at them
    files, broken, tried = real_files(REAL), 0, Counter()
    with tempfile.TemporaryDirectory() as folder:
        base = base_home(files, Path(folder))
        made = islice(mutants(files, -(-count // len(files)), seed), count)
        while batch := list(islice(made, BATCH)):
            tried.update(mutant.how for mutant in batch)
            for fault in faults(batch, base):
                broken += 1
                print(fault, flush=True)
    print(f"{tried.total():,} mutations of {len(files)} files in {len(tried)} ways, {broken} breaches")
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
