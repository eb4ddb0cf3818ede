"""Run in the validator's own environment: what its package derives of places of placements. Imported by nothing; see tests/golden/test_validator_places.py.

Standard input is JSON: ``authority`` and ``episodes``, pairs of home and placement postcodes ("" where none is stated). Standard output is a
JSON list: by episode PL_DISTANCE (miles or null), PL_LOCATION (IN, OUT or null) and whether the package knows the authority of the placement.
Whatever else is printed or logged goes nowhere. For returns of invented children alone: it tells episode by episode.
"""

import json
import logging
import os
import sys
from importlib import import_module


def main() -> None:
    """Answer the request on standard input."""
    out = os.fdopen(os.dup(1), "w")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    logging.disable(logging.CRITICAL)
    given = json.load(sys.stdin)
    rows = import_module("pandas").DataFrame(given["episodes"], columns=["HOME_POST", "PL_POST"], dtype=object).replace("", None)
    metadata = {"collectionYear": "2025", "localAuthority": given["authority"]}
    found = import_module("lac_validator.datastore").create_datastore({"Episodes": rows}, metadata)["Episodes"]
    told = found[["PL_DISTANCE", "PL_LOCATION"]].astype(object).where(found[["PL_DISTANCE", "PL_LOCATION"]].notna(), None)
    json.dump([[*row, known] for row, known in zip(told.to_numpy().tolist(), found["PL_LA"].notna().tolist(), strict=True)], out)
    out.close()


if __name__ == "__main__":
    main()
