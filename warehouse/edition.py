"""The edition of the schema: a digest of the SQL that makes a warehouse, so that an older file is told from a current one."""

import hashlib
from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent


@cache
def edition() -> str:
    """Twelve hexadecimal digits that change with the schema or with how schema main is made from schema raw."""
    queries = _HERE.parent / "queries"
    made_by = [path for folder, names in ((_HERE, "schema*.sql"), (_HERE, "schema*.csv"), (queries / "clean", "*.sql"), (queries / "checks", "*.sql"))
               for path in sorted(folder.glob(names))]  # fmt: skip
    digest = hashlib.sha256(b"".join(path.read_bytes().replace(b"\r\n", b"\n") for path in made_by))
    return digest.hexdigest()[:12]
