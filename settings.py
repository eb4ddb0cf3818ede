"""One frozen ``Settings``: paths, thresholds and switches, read once from the environment and secrets.toml."""

import json
import os
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parent
SAMPLE_PUPIL_KEY = "Needs Atlas sample key, known to everybody"  # hashes the generated children of the bundled pack, and nothing else


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
    ``role`` is that of whoever sits at this machine while no sign-in service is set up (viewer, analyst, data_officer or facilitator), and of
    the command line. Where people sign in (``[auth]`` in secrets.toml), the groups in the claim ``role_claim`` of their token give the role by
    ``role_of_group`` (a table, group to role); a sign-in holds until its token ends, no longer than ``sign_in_hours``, and clocks may
    differ by ``clock_leeway_s`` seconds; ``revoked`` is a file of people and groups whose access was taken away (measures/revoked.py);
    ``open_to_all`` lets everybody see open statistics without signing in.
    ``pupil_key`` is the secret with which identifiers of children are hashed, in whatever kind of file; ``postcodes`` is a table of
    postcodes and their LSOAs; ``return_authority`` is the authority whose SSDA903 returns are expected, others are then refused.
    ``validator`` is the folder of the environment in which returns are fully validated, ``validation_seconds`` how long that may take.
    ``audit_key`` is the secret that ties the lines of the audit log together (empty: they are tied, but anybody who can write the files can
    tie them anew); months of it that ended more than ``audit_days`` ago are deleted, 0 keeps all.
    ``upload_types`` are the endings of files that may be uploaded in the app,
    ``max_upload_mb`` is the size of the largest of them; a preview names figures that change by more than ``notable_change`` per cent.
    ``forecast_fitted_months`` is how many of the last months the forecast of children in care rests on. The rest are assumptions of what-ifs
    about placements, to be set to an authority's own: ``foster_places`` approved with its own carers (0: not known), ``places_per_carer``, and
    pounds a week and child with own carers, an agency's carers, in a children's home and in a home of one's own (docs/placements.md).
    """

    home: Path = PROJECT / "data"
    suppress_from: int = 1
    suppress_to: int = 5
    show_zero: bool = True
    minimum_denominator: int = 10
    round_to: int = 5
    protection_width: int = 3
    solve_seconds: float = 60.0
    lsoa_cells: int = 0
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
        "toml", "xml", "zip",
    )  # fmt: skip
    notable_change: float = 5.0
    role: str = "viewer"
    role_claim: str = "roles"
    role_of_group: tuple[tuple[str, str], ...] = ()
    sign_in_hours: float = 8.0
    clock_leeway_s: int = 60
    revoked: Path = PROJECT / ".streamlit" / "revoked.txt"
    open_to_all: bool = False
    pupil_key: str = field(default=SAMPLE_PUPIL_KEY, repr=False)
    audit_key: str = field(default="", repr=False)
    audit_days: int = 730
    postcodes: Path | None = None
    return_authority: str = ""
    validator: Path = PROJECT / ".venv-validator"
    validation_seconds: float = 900.0
    forecast_fitted_months: int = 36
    foster_places: int = 0
    places_per_carer: float = 1.7
    week_own_carer: float = 600.0
    week_agency_carer: float = 820.0
    week_childrens_home: float = 6120.0
    week_own_home: float = 4700.0
    demo: Path = field(default=PROJECT / "data" / "demo")
    plans: Path = field(default=PROJECT / "data" / "plans")
    mappings: Path = field(default=PROJECT / "data" / "mappings")
    sources: Path = field(default=PROJECT / "data" / "sources.toml")
    static: Path = field(default=PROJECT / "static")


def secrets_file() -> Path:
    """Where secrets.toml lies: in .streamlit/, or where ``NEEDS_ATLAS_SECRETS`` says. It need not exist."""
    return Path(os.environ.get("NEEDS_ATLAS_SECRETS", PROJECT / ".streamlit" / "secrets.toml")).expanduser().resolve()


def secrets(table: str) -> dict:
    """A table of secrets.toml (``needs_atlas``, ``auth``), empty where there is none."""
    path = secrets_file()
    return tomllib.loads(path.read_text(encoding="utf-8")).get(table, {}) if path.is_file() else {}


def _pairs(given: object) -> tuple[tuple[str, str], ...]:
    """A table of texts, or the same as JSON, as pairs that nobody can change."""
    table = json.loads(given) if isinstance(given, str) else given
    return tuple((str(key), str(value)) for key, value in table.items())


def _typed(name: str, text: object) -> object:
    """``text`` as the type that the field ``name`` has."""
    if name == "role_of_group":
        return _pairs(text)
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
    stated = secrets("needs_atlas")
    for name in Settings.__dataclass_fields__:
        value = os.environ.get(f"NEEDS_ATLAS_{name.upper()}", stated.get(name))
        if value is not None:
            found[name] = _typed(name, value)
    return Settings(**found)


def use_home(home: Path | None) -> None:
    """Let this process, and those it starts, take ``home`` for the folder of the warehouse; None changes nothing."""
    if home:
        os.environ["NEEDS_ATLAS_HOME"] = str(home.resolve())
        settings.cache_clear()
