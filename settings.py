"""One frozen ``Settings``: paths, thresholds and switches, read once from the environment and secrets.toml."""

import os
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parent
SAMPLE_PUPIL_KEY = "Needs Atlas sample key, known to everybody"  # hashes the generated pupils of the bundled pack, and nothing else


@dataclass(frozen=True)
class Settings:
    """Everything an installation may set. Paths are absolute; counts are numbers of children.

    ``suppress_from`` and ``suppress_to`` bound the counts that are hidden (1 to 5 unless set);
    ``show_zero`` says whether a true 0 may be shown; ``minimum_denominator`` is the smallest
    base a percentage or rate from child-level data may have; ``round_to`` is what counts of children below an authority are
    rounded to; a hidden count may not be known more closely than to an interval ``protection_width`` wide; ``solve_seconds`` is how
    long the engine looks for the fewest cells to hide, before it hides more; breakdowns that would give more than ``lsoa_cells`` figures
    of LSOAs a year are not given by LSOA at all. An amount of money is hidden where its ``dominance_n``
    largest contributors make up more than ``dominance_k`` per cent of it, or the second largest could tell the largest to within
    ``dominance_p`` per cent; ``warm`` asks for the usual tables of every
    authority in the background after the start; ``sources`` is the list of addresses that ``fetch`` may ask.
    ``role`` is that of whoever uses this installation, until people sign in: viewer, analyst, data_officer or facilitator;
    ``pupil_key`` is the secret with which identifiers of pupils are hashed; ``postcodes`` is a table of postcodes and their LSOAs.
    ``audit_key`` is the secret that ties the lines of the audit log together (empty: they are tied, but anybody who can write the files can
    tie them anew); months of it that ended more than ``audit_days`` ago are deleted, 0 keeps all.
    ``upload_types`` are the endings of files that may be uploaded in the app,
    ``max_upload_mb`` is the size of the largest of them; a preview names figures that change by more than ``notable_change`` per cent.
    """

    home: Path = PROJECT / "data"
    suppress_from: int = 1
    suppress_to: int = 5
    show_zero: bool = True
    minimum_denominator: int = 10
    round_to: int = 5
    protection_width: int = 3
    solve_seconds: float = 20.0
    lsoa_cells: int = 1200
    dominance_n: int = 2
    dominance_k: float = 85.0
    dominance_p: float = 10.0
    warm: bool = True
    max_file_bytes: int = 1_000_000_000
    max_unpacked_bytes: int = 2_000_000_000
    keep_versions: int = 3
    max_upload_mb: int = 200
    upload_types: tuple[str, ...] = (
        "csv", "tsv", "xlsx", "xlsm", "xls", "ods", "parquet", "geojson", "json", "topojson", "gpkg", "shp", "dbf", "shx", "prj", "cpg",
        "toml", "zip",
    )  # fmt: skip
    notable_change: float = 5.0
    role: str = "viewer"
    pupil_key: str = field(default=SAMPLE_PUPIL_KEY, repr=False)
    audit_key: str = field(default="", repr=False)
    audit_days: int = 730
    postcodes: Path | None = None
    demo: Path = field(default=PROJECT / "data" / "demo")
    plans: Path = field(default=PROJECT / "data" / "plans")
    mappings: Path = field(default=PROJECT / "data" / "mappings")
    sources: Path = field(default=PROJECT / "data" / "sources.toml")
    static: Path = field(default=PROJECT / "static")


def _secrets(path: Path = PROJECT / ".streamlit" / "secrets.toml") -> dict:
    """The ``[needs_atlas]`` table of secrets.toml, empty where there is none."""
    if not path.is_file():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8")).get("needs_atlas", {})


def _typed(name: str, text: object) -> object:
    """``text`` as the type that the field ``name`` has."""
    kind = Path if name == "postcodes" else type(getattr(Settings(), name))
    if kind is bool:
        return str(text).strip().lower() in ("1", "true", "yes", "on")
    if kind is Path or issubclass(kind, Path):
        return Path(str(text)).expanduser().resolve()
    if kind is tuple:
        return tuple(part.strip().lstrip(".").lower() for part in (text if isinstance(text, list) else str(text).split(",")))
    return kind(text)


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings in force: defaults, then secrets.toml, then ``NEEDS_ATLAS_*`` in the environment."""
    found = {}
    secrets = _secrets()
    for name in Settings.__dataclass_fields__:
        value = os.environ.get(f"NEEDS_ATLAS_{name.upper()}", secrets.get(name))
        if value is not None:
            found[name] = _typed(name, value)
    return Settings(**found)


def use_home(home: Path | None) -> None:
    """Let this process, and those it starts, take ``home`` for the folder of the warehouse; None changes nothing."""
    if home:
        os.environ["NEEDS_ATLAS_HOME"] = str(home.resolve())
        settings.cache_clear()
