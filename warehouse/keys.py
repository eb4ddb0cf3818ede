"""The keyed hash of identifiers, HMAC-SHA-256 (RFC 2104), for a database that has SHA-256 alone (queries/cohort/judged.sql)."""

import hashlib

_BLOCK = 64  # bytes of a block of SHA-256


def pads(key: str) -> tuple[bytes, bytes]:
    """The key, filled to a block and crossed with the inner and with the outer pad."""
    stated = key.encode()
    block = (hashlib.sha256(stated).digest() if len(stated) > _BLOCK else stated).ljust(_BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)
