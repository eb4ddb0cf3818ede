"""A tiny extra file: an authority that nobody holds a figure of, with two wards."""

from pathlib import Path

from importers.load import load

CODE, NAME, WARD = "E06099001", "Newlyshire", "E05099001"
_LOOKUP = (
    "WD23CD,WD23NM,LAD23CD,LAD23NM,CTY23CD,CTY23NM,RGN23CD,RGN23NM,CTRY23CD,CTRY23NM\n"
    "E05099001,Upper Newly,E06099001,Newlyshire,,,E12000009,South West,E92000001,England\n"
    "E05099002,Nether Newly,E06099001,Newlyshire,,,E12000009,South West,E92000001,England\n"
)


def add_newlyshire(home: Path, folder: Path) -> None:
    """Load the file, written into ``folder``, into the warehouse in ``home``."""
    path = folder / "newlyshire.csv"
    path.write_text(_LOOKUP, encoding="utf-8")
    assert [outcome.status for outcome in load([path], home)] == ["loaded"]
