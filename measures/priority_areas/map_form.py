"""Priority areas as GeoJSON: each a feature with its members' outlines joined; and drawn shapes read as the places that live in them."""

import json

import shapely

from measures.held import larger_areas
from measures.priority_areas.area import Member, OwnArea, tidy_text
from measures.priority_areas.offered import BadFile, Offered, decoded, of_codes, offer
from measures.priority_areas.places import Kind, drawn, members_within, outline_of
from measures.words import capitalised

_DIGITS = 6  # of a degree: a tenth of a metre
_SHAPES = ("Polygon", "MultiPolygon")


def as_geojson(areas: tuple[OwnArea, ...]) -> bytes:
    """A FeatureCollection in longitude and latitude; the geometry is null where a member's outline is not held."""
    features = [{"type": "Feature", "id": area.area_id, "properties": _properties(area), "geometry": _geometry(area)} for area in areas]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def _properties(area: OwnArea) -> dict:
    return {"name": area.name, "owner": area.owner, "note": area.note, "nature": area.nature, "authority_code": area.authority,
            "made_on": area.made_on, "is_archived": area.is_archived,
            "members": [{"code": member.code, "year": member.year} for member in area.members]}  # fmt: skip


def _geometry(area: OwnArea) -> dict | None:
    shape = outline_of(area.members)
    return None if shape is None else shapely.geometry.mapping(shapely.set_precision(shape, 10**-_DIGITS))


def from_geojson(content: bytes, authority: str, kind: Kind | None, file_name: str = "") -> list[Offered]:
    """The areas of a file: by the members it names, else by the wards or LSOAs (``kind``) of ``authority`` whose centre lies in the shape.

    Raises BadFile for broken JSON and for JSON that is no GeoJSON.
    """
    try:
        found = json.loads(decoded(content))
    except json.JSONDecodeError as error:
        raise BadFile(f"The JSON breaks off or is damaged ({error.msg}, line {error.lineno}).") from None
    except (RecursionError, ValueError):
        raise BadFile("The JSON is damaged or nested too deeply to be outlines.") from None
    named = file_name.rsplit(".", 1)[0]
    features = _features(found)
    return [_area(feature, authority, kind, named if len(features) == 1 else f"{named} {n}") for n, feature in enumerate(features, start=1)]


def _features(found: object) -> list[dict]:
    kind = found.get("type") if isinstance(found, dict) else None
    if kind in _SHAPES:
        return [{"properties": {}, "geometry": found}]
    features = found.get("features") if kind == "FeatureCollection" else [found] if kind == "Feature" else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise BadFile("The JSON holds no outlines: it is no GeoJSON FeatureCollection, Feature or Polygon.")
    if not features:
        raise BadFile("The file holds no outlines: its list of features is empty.")
    return features


def _area(feature: dict, authority: str, kind: Kind | None, otherwise: str) -> Offered:
    stated = feature.get("properties") if isinstance(feature.get("properties"), dict) else {}
    said = {key.lower(): tidy_text(value) for key, value in stated.items() if isinstance(value, str | int | float)}
    area = OwnArea(said.get("name") or said.get("title") or otherwise, said.get("authority_code") or authority, (), said.get("owner", ""),
                   said.get("note") or said.get("description", ""), said.get("nature") or "local")  # fmt: skip
    members = _stated_members(stated.get("members"))
    if members:
        return of_codes(area, members)
    if kind is None:
        return Offered(area.name, None, ("The shape names no members; say which authority it lies in (--area CODE).",))
    return _drawn(area.but(authority=authority), feature.get("geometry"), kind)


def _stated_members(stated: object) -> list[Member]:
    """Members as ``as_geojson`` writes them, or plain codes."""
    if not isinstance(stated, list):
        return []
    found = [each if isinstance(each, dict) else {"code": each} for each in stated]
    return [Member(str(each.get("code", "")), each["year"] if isinstance(each.get("year"), int) else 0) for each in found]


def _drawn(area: OwnArea, geometry: object, kind: Kind) -> Offered:
    """An area made of what lies in a shape, and in words how it came about."""
    shape, refusal = _shape(geometry)
    if shape is None:
        return Offered(area.name, None, (f"{capitalised(refusal)}.",))
    members = members_within(shape, area.authority, kind)
    where = larger_areas().at[area.authority, "area_name"]
    of = kind.words.lower().replace("lsoa", "LSOA")
    if not members:
        return Offered(area.name, None, (_nothing_inside(shape, area.authority, kind, where),))
    weighted = drawn(area.authority, kind)["is_weighted"].any()
    centre = "population-weighted centre" if weighted else "middle"
    one = len(members) == 1
    said = f"{area.name}: {len(members)} of the {of} of {where}, {'that' if one else 'those'} whose {centre} lies in the shape drawn."
    return offer(area.but(members=members), [said])


def _nothing_inside(shape: shapely.Geometry, authority: str, kind: Kind, where: str) -> str:
    """Why a shape takes in nothing: it lies elsewhere, has its coordinates turned round, or is too small."""
    box = shapely.box(*shapely.total_bounds(drawn(authority, kind)["shape"].to_numpy()))
    if shape.intersects(box):
        return f"The shape holds the middle of no ward or LSOA of {where}; draw it larger, or pick members from the list."
    turned = shapely.transform(shape, lambda points: points[:, ::-1])
    if turned.intersects(box):
        return "Latitude and longitude stand in the wrong order; GeoJSON has longitude first."
    return f"The shape lies outside {where}; choose the authority it lies in."


def _shape(geometry: object) -> tuple[shapely.Geometry | None, str]:
    """The geometry as a valid polygon, or why it is none."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in _SHAPES:
        return None, f"the feature has {'no outline' if kind is None else 'a ' + str(kind)[:20] + ' instead of a polygon'}"
    try:
        shape = shapely.force_2d(shapely.geometry.shape(geometry))
    except (ValueError, TypeError, KeyError, IndexError, shapely.errors.ShapelyError):
        return None, "the outline cannot be read"
    if shape.is_empty:
        return None, "the outline is empty"
    if max(map(abs, shape.bounds)) > 360:
        return None, "the coordinates are no degrees; save the file in WGS84 (longitude and latitude)"
    mended = shape if shape.is_valid else shapely.make_valid(shape, method="structure", keep_collapsed=False)
    return (None, "the polygon covers no ground") if mended.is_empty or mended.area == 0 else (mended, "")
