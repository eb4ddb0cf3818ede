"""A line of the log and its place in the chain: its hash covers the line before, so that no line can be changed, moved or taken out alone.

Without a key the hash is SHA-256, which anybody can compute anew for a whole log; with one it is HMAC-SHA-256.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass

FIRST = "0" * 64  # the hash before the first line


@dataclass(frozen=True)
class Link:
    """Where a chain stands: number and hash of a line, and by which key (empty: none) it was made."""

    seq: int = 0
    hash: str = FIRST
    key_id: str = ""


def key_id(key: str) -> str:
    """Eight digits by which a key is told from others; empty for none."""
    return hmac.new(key.encode(), b"needs atlas audit", hashlib.sha256).hexdigest()[:8] if key else ""


def canonical(said: dict) -> bytes:
    """A line's content as the bytes that are hashed."""
    return json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()


def digest(previous: str, content: bytes, key: str) -> str:
    """The hash of a line after the line with the hash ``previous``."""
    chained = previous.encode() + b"\n" + content
    return hmac.new(key.encode(), chained, hashlib.sha256).hexdigest() if key else hashlib.sha256(chained).hexdigest()


def linked(before: Link, said: dict, key: str, seq: int | None = None) -> tuple[Link, bytes]:
    """The line of ``said`` after ``before``, numbered ``seq`` or the next, and its bytes with the end of line."""
    body = said | {"seq": before.seq + 1 if seq is None else seq, "key": key_id(key)}
    link = Link(body["seq"], digest(before.hash, canonical(body), key), body["key"])
    return link, canonical(body | {"hash": link.hash}) + b"\n"


def read_line(raw: bytes) -> dict | None:
    """A line as it was written, or None where it is no line of a log, or not written as this module writes."""
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or not (
        type(said.get("seq")) is int and all(isinstance(said.get(k), str) for k in ("hash", "key", "event"))
    ):
        return None
    return said if canonical(said) == raw else None


def link_of(said: dict) -> Link:
    """Number, hash and key of a line that was read."""
    return Link(said["seq"], said["hash"], said["key"])
