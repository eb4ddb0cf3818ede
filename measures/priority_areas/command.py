"""What the commands of priority areas do and print. Each takes the arguments and returns its text and the sentences of what was refused."""

import argparse
import json
from pathlib import Path

from measures.errors import CannotAnswer
from measures.held import larger_areas, priority_areas
from measures.priority_areas import files, journal, store
from measures.priority_areas.area import OwnArea
from settings import settings

Answer = tuple[str, list[str]]


def warnings() -> list[str]:
    """What is wrong with the store."""
    return journal.problems(settings().home)


def do_list(asked: argparse.Namespace) -> Answer:
    """One line an area, or JSON."""
    rows = [_of_own(area) for area in store.own_areas(archived=True)] if asked.archived else _in_force()
    rows = [row for row in rows if asked.area in ("", row["authority_code"])]
    if asked.json:
        return json.dumps(rows, ensure_ascii=False, indent=1), []
    lines = [f"{row['id']:<46}{row['name']} ({row['authority_code']}; {row['nature']}; {', '.join(row['members']) or 'no boundary'})"
             for row in rows]  # fmt: skip
    return "\n".join(lines) or f"No priority area is {'archived' if asked.archived else 'held'}.", []


def _in_force() -> list[dict]:
    """Those that figures can be asked for, with the members as they are stated."""
    return [
        {"id": area_id, "name": rows["area_name"].iloc[0], "authority_code": rows["authority_code"].iloc[0], "plan": rows["plan_id"].iloc[0],
         "owner": rows["area_owner"].iloc[0], "nature": rows["nature"].iloc[0], "members": list(dict.fromkeys(rows["stated_code"].dropna()))}
        for area_id, rows in priority_areas().groupby("priority_area_id", sort=False)
    ]  # fmt: skip


def _of_own(area: OwnArea) -> dict:
    return {"id": area.area_id, "name": area.name, "authority_code": area.authority, "plan": "", "owner": area.owner, "nature": area.nature,
            "members": [member.code for member in area.members]}  # fmt: skip


def do_export(asked: argparse.Namespace) -> Answer:
    """Write people's own areas, archived ones only when they are named."""
    areas = tuple(store.own_area(area_id) for area_id in asked.ids) or store.own_areas()
    if not areas:
        raise CannotAnswer("There is no priority area of people's own to export.")
    content, said = files.written(areas, asked.file.suffix)
    try:
        asked.file.write_bytes(content)
    except OSError as error:
        raise CannotAnswer(f"{asked.file} cannot be written ({error.strerror}).") from None
    return "\n".join([f"{asked.file}: {len(areas)} priority area{'s' * (len(areas) != 1)}.", *said]), []


def do_import(asked: argparse.Namespace) -> Answer:
    """Make the areas of a file; those that cannot be made are refused one by one."""
    if asked.area and asked.area not in larger_areas().index:
        raise CannotAnswer(f'The warehouse holds no area "{asked.area}"; load its official files first.')
    offered = files.read(_content(asked.file), asked.file.name, asked.area, asked.of)
    done = offered if asked.dry_run else files.keep(offered)
    said = [sentence for each in done if each.area for sentence in each.said or (f"{each.name} can be made.",)]
    return "\n".join(said), [f"{each.name}: not imported. {' '.join(each.said)}" for each in done if each.area is None]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotAnswer(f"{path} cannot be read ({error.strerror}).") from None


def do_archive(asked: argparse.Namespace) -> Answer:
    """Archive an area."""
    return f"{store.archive(asked.id).name} is archived; restore brings it back.", []


def do_restore(asked: argparse.Namespace) -> Answer:
    """Restore an area."""
    return f"{store.restore(asked.id).name} is in force again.", []


def do_undo(asked: argparse.Namespace) -> Answer:
    """Take back the last change of an area."""
    area = store.undo(asked.id)
    return f"The last change of {area.name} is taken back{': it is archived' if area.is_archived else ''}.", []


def do_history(asked: argparse.Namespace) -> Answer:
    """A line a change."""
    lines = [f"{change.at}  {change.did:<9}{change.area.area_id}  {change.area.name}, {len(change.area.members)} members" for change in
             store.changes_of(asked.id)]  # fmt: skip
    return "\n".join(lines) or "No priority area of people's own has been made yet.", []
