"""Ways to damage a file as bytes, its outlines as JSON, or the zip it comes in."""

import io
import json
import random
import struct
import zipfile
from collections.abc import Callable

from tests.small import zip_of

Made = tuple[str, bytes]  # suffix and content
Damage = Callable[[str, bytes, random.Random], Made]
_TEXT = {".csv", ".json", ".geojson"}


def _truncated(suffix: str, content: bytes, chance: random.Random) -> Made:
    return suffix, content[: chance.randrange(len(content))]


def _flipped(suffix: str, content: bytes, chance: random.Random) -> Made:
    changed = bytearray(content)
    for _ in range(chance.choice([1, 5, 50])):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return suffix, bytes(changed)


def _zeroed(suffix: str, content: bytes, chance: random.Random) -> Made:
    place = chance.randrange(len(content))
    return suffix, content[:place] + b"\0" * chance.choice([1, 40]) + content[place:]


def _repeated(suffix: str, content: bytes, chance: random.Random) -> Made:
    return suffix, content + content


def _misnamed(suffix: str, content: bytes, chance: random.Random) -> Made:
    return chance.choice(
        [other for other in (".csv", ".xlsx", ".xls", ".ods", ".parquet", ".geojson", ".zip", ".gpkg") if other != suffix]
    ), content


def _encoded(*encodings: str) -> Damage:
    def damage(suffix: str, content: bytes, chance: random.Random) -> Made:
        if suffix not in _TEXT:
            return _flipped(suffix, content, chance)
        encoding = chance.choice(encodings)
        return suffix, (content.decode() + "caf\N{LATIN SMALL LETTER E WITH ACUTE}\n").encode(encoding, "replace")

    return damage


def _marked_twice(suffix: str, content: bytes, chance: random.Random) -> Made:
    return suffix, b"\xef\xbb\xbf" * 2 + content


def _line_ends(suffix: str, content: bytes, chance: random.Random) -> Made:
    return suffix, content.replace(b"\r\n", b"\n").replace(b"\n", chance.choice([b"\r", b"\r\r\n", b"\n\n", b"\0\n"]))


def _quoted(suffix: str, content: bytes, chance: random.Random) -> Made:
    place = chance.randrange(len(content))
    return suffix, content[:place] + b'"' + content[place:]


def _wide(suffix: str, content: bytes, chance: random.Random) -> Made:
    first, _, rest = content.partition(b"\n")
    return ".csv", first.rstrip(b"\r") + b",x" * 1_000_000 + b"\n" + rest


def _astray(suffix: str, content: bytes, chance: random.Random) -> Made:
    path = chance.choice(["../../x", "/etc/x", "C:\\x", "..\\..\\x", "a/../../x"])
    return ".zip", zip_of({path + suffix: content})


def _zipped_zip(suffix: str, content: bytes, chance: random.Random) -> Made:
    return ".zip", zip_of({"inner.zip": zip_of({"a" + suffix: content})})


def _cut_zip(suffix: str, content: bytes, chance: random.Random) -> Made:
    return _truncated(".zip", zip_of({"a" + suffix: content}), chance)


def _declared(suffix: str, content: bytes, chance: random.Random) -> Made:
    """A zip of a few KB that says it holds 4 GB."""
    whole = bytearray(zip_of({"a" + suffix: content}))
    struct.pack_into("<I", whole, whole.rindex(b"PK\x01\x02") + 24, 0xFFFF_FFF0)
    return ".zip", bytes(whole)


def _bomb(suffix: str, content: bytes, chance: random.Random) -> Made:
    """A zip that says it holds 1 KB and unpacks to a thousand times itself."""
    whole = bytearray(zip_of({"a" + suffix: b"a" * 30_000_000}))
    struct.pack_into("<I", whole, whole.rindex(b"PK\x01\x02") + 24, 1_000)
    return ".zip", bytes(whole)


def _overlapping(suffix: str, content: bytes, chance: random.Random) -> Made:
    """A zip whose 2,000 entries all lie on the same bytes: 4 GB out of a few KB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a0" + suffix, b"0" * 2_000_000)
        entry = archive.filelist[0]
        for number in range(1, 2_000):
            twin = zipfile.ZipInfo(f"a{number}{suffix}")
            twin.compress_type, twin.CRC, twin.compress_size, twin.file_size = (
                entry.compress_type,
                entry.CRC,
                entry.compress_size,
                entry.file_size,
            )
            twin.header_offset = entry.header_offset
            archive.filelist.append(twin)
    return ".zip", out.getvalue()


DAMAGES: dict[str, Damage] = {
    "cut short": _truncated, "bytes changed": _flipped, "zero bytes": _zeroed, "said twice": _repeated, "a wrong ending": _misnamed,
    "UTF-16": _encoded("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"), "Windows-1252": _encoded("cp1252"),
    "two marks": _marked_twice, "strange line ends": _line_ends, "a stray quotation mark": _quoted,
    "a million columns": _wide, "a path out of the zip": _astray, "a zip in a zip": _zipped_zip, "half a zip": _cut_zip,
    "a zip that says 4 GB": _declared, "a bomb": _bomb, "entries that overlap": _overlapping,
}  # fmt: skip

Redraw = Callable[[list[dict], random.Random], list[dict]]


def _with_geometry(*geometries: object) -> Redraw:
    def change(features: list[dict], chance: random.Random) -> list[dict]:
        chance.choice(features)["geometry"] = chance.choice(geometries)
        return features

    return change


def _with_property(*values: object) -> Redraw:
    def change(features: list[dict], chance: random.Random) -> list[dict]:
        properties = chance.choice(features)["properties"]
        properties[chance.choice(list(properties))] = chance.choice(values)
        return features

    return change


def _without_property(features: list[dict], chance: random.Random) -> list[dict]:
    lost = chance.choice(list(features[0]["properties"]))
    for feature in features if chance.random() < 0.5 else features[:1]:
        feature["properties"].pop(lost, None)
    return features


def _with_coordinate(features: list[dict], chance: random.Random) -> list[dict]:
    ring = chance.choice(features)["geometry"]["coordinates"]
    while isinstance(ring[0][0], list):
        ring = ring[0]
    ring[chance.randrange(len(ring))] = chance.choice(
        [[0, 0], [1e308, 1], ["a", "b"], [None, 1], [], [50.7], [50.7, -2.4], [200000.0, 70000.0]]
    )
    return features


REDRAWN: dict[str, Redraw] = {
    "another geometry": _with_geometry(None, {}, [], "x", {"type": "Point", "coordinates": [-2, 50]}, {"type": "Polygon", "coordinates": [[]]},
                                       {"type": "Star", "coordinates": 7}, {"type": "LineString", "coordinates": [[-2, 50], [-2, 51]]},
                                       {"type": "GeometryCollection", "geometries": []}),
    "another property": _with_property(None, "", 7, -1.5, [1], {"a": 1}, True, "FR101", "S12000033", "=1+1", "E06000059", "x" * 5_000),
    "a property less": _without_property, "another coordinate": _with_coordinate,
    "a feature twice": lambda features, chance: [*features, chance.choice(features)],
    "a feature less": lambda features, chance: features[1:], "no features": lambda features, chance: [],
    "a strange feature": lambda features, chance: [*features, chance.choice([None, 7, {}, [], {"type": "Feature"}])],
}  # fmt: skip


def redrawn(text: str, change: Redraw, chance: random.Random) -> bytes:
    """The outlines ``text`` with its features changed."""
    whole = json.loads(text)
    return json.dumps(whole | {"features": change(whole["features"], chance)}).encode()
