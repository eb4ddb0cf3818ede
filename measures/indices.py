"""The indices and domains of deprivation, read from indicators/50_deprivation.toml: titles, words, and the file that holds each."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from measures.words import capitalised

_FILE = Path(__file__).with_name("indicators") / "50_deprivation.toml"


@dataclass(frozen=True)
class Index:
    """``title`` stands in choices, ``words`` within a sentence; ``domain`` is its name in the warehouse, ``file`` the publisher's file with its
    ranks, ``score`` what indicators say of its scores."""

    title: str
    words: str
    domain: str
    file: str
    score: dict = field(hash=False)


@cache
def indices() -> dict[str, Index]:
    """The indices by the word that stands for them in ids of indicators and in links, the overall one first."""
    return {key: Index(**stated) for key, stated in tomllib.loads(_FILE.read_text(encoding="utf-8"))["indices"].items()}


def index_of(domain: str) -> str:
    """The index that a domain of the warehouse is."""
    return next(key for key, index in indices().items() if index.domain == domain)


def expanded(content: dict) -> Iterator[tuple[str, dict]]:
    """Id and entry of each indicator of a file: those stated, and one an index of each that is stated for every index."""
    for name, entry in content.get("each_index", {}).items():
        for key, index in content["indices"].items():
            yield name.format(index=key), _for_index(entry, index)
    yield from content["indicator"].items()


def _for_index(entry: dict, index: dict) -> dict:
    words = index["words"]
    title = entry["title"].format(words=words, Words=capitalised(words))
    more = index["score"] if entry["parameters"].get("figure") == "score" else {}
    return entry | more | {"title": title, "parameters": {"domain": index["domain"]} | entry["parameters"]}
