"""Files of priority areas: which form a file has, and how it is written."""

from measures.errors import CannotAnswer
from measures.held import larger_areas
from measures.priority_areas import map_form, table_form
from measures.priority_areas.area import OwnArea
from measures.priority_areas.offered import BadFile, Offered, keep
from measures.priority_areas.places import Kind, drawable_kinds

__all__ = ["FORMS", "keep", "kind_for", "read", "written"]
FORMS = ("geojson", "json", "csv")


def _form(name: str) -> str:
    ending = name.rsplit(".", 1)[-1].lower()
    if ending not in FORMS:
        raise BadFile(f'Priority areas are kept in files that end in {", ".join(f".{form}" for form in FORMS)}, not in ".{ending}".')
    return ending


def written(areas: tuple[OwnArea, ...], suffix: str) -> tuple[bytes, list[str]]:
    """The content of a file with the ending ``suffix``, and what it lacks in sentences."""
    if _form(suffix) == "csv":
        return table_form.as_csv(areas), []
    lacking = [area.name for area in areas if map_form.outline_of(area.members) is None]
    said = [f"{', '.join(lacking)}: without a shape, because the outline of a member is not held; the members are named."]
    return map_form.as_geojson(areas), said * bool(lacking)


def kind_for(authority: str, key: str = "") -> Kind:
    """What shapes drawn in an authority are made of: the kind asked for, else the finest. CannotAnswer where no outlines are held."""
    kinds = drawable_kinds(authority)
    if not kinds:
        name = larger_areas().at[authority, "area_name"]
        raise CannotAnswer(f"A drawn shape cannot be read: the outlines of {name}'s wards and LSOAs are not held. Load ONS boundaries.")
    found = [kind for kind in kinds if key in ("", kind.key)]
    if not found:
        raise CannotAnswer(f'Shapes here can be made of {" or ".join(kind.key for kind in kinds)}, not of "{key}".')
    return found[0]


def read(content: bytes, name: str, authority: str = "", of: str = "") -> list[Offered]:
    """The areas a file offers. Raises BadFile or CannotAnswer for one that offers none at all."""
    if _form(name) == "csv":
        return table_form.from_csv(content)
    return map_form.from_geojson(content, authority, kind_for(authority, of) if authority else None, name)
