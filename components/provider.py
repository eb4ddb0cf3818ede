"""The sign-in service: which there are, and whether it answers before a reader is sent to it."""

from collections.abc import Mapping

import httpx

_PATIENCE_S = 5.0


def providers(auth: Mapping[str, object]) -> dict[str, str]:
    """Address of the description of each sign-in service by its name; the unnamed one of ``[auth]`` itself is called by an empty name."""
    named = {str(key): value for key, value in auth.items() if isinstance(value, Mapping)} | {"": auth}
    return {name: str(table["server_metadata_url"]) for name, table in named.items() if "server_metadata_url" in table}


def answers(address: str) -> bool:
    """Whether a sign-in service describes itself at its address now; asks it once, for a few seconds at most."""
    try:
        answer = httpx.get(address, timeout=_PATIENCE_S, follow_redirects=True)
        return answer.is_success and "authorization_endpoint" in answer.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return False
