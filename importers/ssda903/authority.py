"""Which authority a return is of. A return does not say so itself, so its header, the settings and the homes are asked."""

from importers.reading import Refused
from warehouse.returns import ReturnsDraft


def authority_of(draft: ReturnsDraft, collection_year: int, said: dict[str, str], wanted: str) -> tuple[str | None, str | None]:
    """The authority of the table Episodes last looked at, and what told it: the settings, its header, most homes, else the returns held.

    ``wanted`` is the authority that the settings expect, empty where any may be. Raises Refused where the header or most homes say another.
    """
    homes = draft.run("returns/authorities_of_homes")
    most = homes.at[0, "authority_code"] if len(homes) and homes.at[0, "children"] * 2 > homes["children"].sum() else None
    header = said.get("authority_code")
    other = next((code for code in (header, most) if code and wanted and code != wanted), None)
    if other:
        where = "its header says" if other == header else "most homes lie in"
        raise Refused(
            f"this is a return of another authority: {where} {other}, and the settings expect {wanted} (NEEDS_ATLAS_RETURN_AUTHORITY)"
        )
    if wanted or header or most:
        return (wanted or header or most), "setting" if wanted else "header" if header else "homes"
    return _of_returns(draft, collection_year)


def expected(draft: ReturnsDraft, collection_year: int, said: dict[str, str], wanted: str) -> tuple[str | None, str | None]:
    """The authority of a table without homes that is loaded without its Episodes."""
    if wanted:
        return wanted, "setting"
    if "authority_code" in said:
        return said["authority_code"], "header"
    return _of_returns(draft, collection_year)


def _of_returns(draft: ReturnsDraft, collection_year: int) -> tuple[str | None, str | None]:
    """The only authority of the returns held of a year, else of all returns held."""
    held = draft.run("returns/files_held").dropna(subset="authority_code")
    for rows in (held[held["collection_year"] == collection_year], held):
        if rows["authority_code"].nunique() == 1:
            return rows["authority_code"].iloc[0], "returns"
    return None, None
