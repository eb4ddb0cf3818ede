"""Make one file of the answers to its pages: as they came where there is one, else joined in their order."""

import csv
import json
from pathlib import Path

from importers.fetching.content import json_of
from importers.fetching.failing import Failed
from importers.fetching.sources import Source


def put_in_place(pages: list[Path], target: Path, source: Source) -> None:
    """Write ``target`` whole or not at all."""
    if len(pages) == 1 and not source.save_as_csv:
        pages[0].replace(target)
        return
    temporary = target.with_name(f"{target.name}.new")
    if source.format == "csv":
        _join_tables(pages, temporary)
    else:
        _join_features(pages, temporary, source.save_as_csv)
    temporary.replace(target)


def _join_tables(pages: list[Path], target: Path) -> None:
    header = None
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        for page in pages:
            with page.open(encoding="utf-8-sig", newline="") as file:
                rows = csv.reader(file)
                found = next(rows, header)
                if header is None:
                    writer.writerow(found)
                elif found != header:
                    raise Failed("the pages of the file have different columns")
                header = found
                writer.writerows(row for row in rows if any(row))


def _join_features(pages: list[Path], target: Path, as_csv: bool) -> None:
    contents = [json_of(page.read_bytes()) for page in pages]
    features = [feature for content in contents for feature in content["features"]]
    if as_csv:
        rows = [feature["properties"] for feature in features]
        with target.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(rows[0]), restval="", extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
        return
    whole = {key: value for key, value in contents[0].items() if key in ("type", "crs")} | {"features": features}
    target.write_text(json.dumps(whole, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
