"""The edition of the schema: a digest of the SQL that makes a warehouse, so that an older file is told from a current one."""

import hashlib
from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent


@cache
def edition() -> str:
    """Twelve hexadecimal digits that change with the schema or with how schema main is made from schema raw."""
    made_by = [*sorted(_HERE.glob("schema*.sql")), *sorted((_HERE.parent / "queries" / "clean").glob("*.sql"))]
    digest = hashlib.sha256(b"".join(path.read_bytes().replace(b"\r\n", b"\n") for path in made_by))
    return digest.hexdigest()[:12]
