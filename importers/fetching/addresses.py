"""The addresses of a file: placeholders filled, and those that stand in a page of the publisher found there."""

import json
import re
from collections.abc import Callable, Iterator
from urllib.parse import quote, urlencode, urlsplit

from importers.fetching.content import json_of
from importers.fetching.failing import Failed
from importers.fetching.plan import Planned
from importers.fetching.sources import Source, Step, filled

_EMBEDDED = re.compile(r'<script id="__NEXT_DATA__" type="application/json"[^>]*>(.*?)</script>', re.DOTALL)
_PLAIN = re.compile(r"^[\w.-]+$")


def address(text: str, query: dict[str, str], values: dict[str, str]) -> str:
    """An address with its placeholders filled and its query written out."""
    parameters = {name: filled(value, values) for name, value in query.items()}
    return filled(text, values) + (f"?{urlencode(parameters, quote_via=quote)}" if parameters else "")


def mirrored(text: str, base: str) -> str:
    """The same address on a mirror: ``base`` and then the host as a folder."""
    if not base:
        return text
    there = urlsplit(text)
    return f"{base.rstrip('/')}/{there.netloc}{there.path}" + (f"?{there.query}" if there.query else "")


def addresses(planned: Planned, ask: Callable[[str], bytes]) -> list[str]:
    """The addresses that make up a file. ``ask`` fetches a page. Failed when a page has not what it should."""
    source, values = planned.source, dict(planned.values)
    for step in source.find:
        where = address(step.address, step.query, values)
        found = _found(step, source, ask(where), where)
        if step.batch:  # an address cannot be of any length
            codes = sorted(set(found))
            some = [codes[place : place + step.batch] for place in range(0, len(codes), step.batch)]
            return [address(source.address, source.query, values | {"found": _quoted(batch)}) for batch in some]
        values["found"] = found[0]
    return [address(source.address, source.query, values)]


def _quoted(codes: list[str]) -> str:
    return ",".join(f"'{code}'" for code in codes)


def _found(step: Step, source: Source, page: bytes, where: str) -> list[str]:
    """The values that a page has for a step; at least one."""
    content = _embedded(page) if step.embedded else json_of(page)
    if step.within:
        content = [here[step.within] for here in _objects(content) if step.within in here]
    pattern = re.compile(step.match, re.IGNORECASE)
    named = (here for here in _objects(content) if not step.name or pattern.search(str(here.get(step.name, ""))))
    values = [here[step.value] for here in named if isinstance(here.get(step.value), str) and here[step.value]]
    if not values:
        raise Failed(f"the page that leads to {source.title} no longer says where it lies")
    for value in values:
        _check_found(value, where)
    return values


def _check_found(value: str, where: str) -> None:
    """What a page says goes into an address, so it must be a plain name or an address no less protected than the page's."""
    if not (_PLAIN.match(value) or urlsplit(value).scheme in ("https", urlsplit(where).scheme)):
        raise Failed("the page that leads to the file says something that is no address")


def _objects(content: object) -> Iterator[dict]:
    """Every object in a JSON document, the outer ones first."""
    if isinstance(content, dict):
        yield content
    for inner in content.values() if isinstance(content, dict) else content if isinstance(content, list) else ():
        yield from _objects(inner)


def _embedded(page: bytes) -> object:
    """The JSON that a page of Explore Education Statistics carries."""
    match = _EMBEDDED.search(page.decode("utf-8", errors="replace"))
    try:
        return json.loads(match[1]) if match else None
    except ValueError:
        return None
