"""Write files the same way on every machine: UTF-8, line feeds, no index."""

import csv
import io
import json
from pathlib import Path

import pandas as pd

from data.demo.make.methods import METHODS

MARK = "Modelled by Needs Atlas."


class Folder:
    """The folder the pack is written to."""

    def __init__(self, path: Path):
        self.path = path

    def text(self, name: str, content: str) -> None:
        """One text file, its folder made when it is missing."""
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8", newline="\n")

    def table(self, name: str, frame: pd.DataFrame, titles: list[str] | None = None) -> None:
        """A CSV file: title rows of one cell each, the header, the rows in their order."""
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerows([title] for title in titles or [])
        writer.writerow(frame.columns)
        writer.writerows(frame.astype(str).itertuples(index=False, name=None))
        self.text(name, buffer.getvalue())

    def modelled(self, name: str, frame: pd.DataFrame) -> None:
        """A CSV file of modelled figures; the first row says so and how, in the words of ``methods``."""
        self.table(name, frame, [f"{MARK} {METHODS[name]}"])

    def geojson(self, name: str, collection: dict) -> None:
        """Compact GeoJSON, one feature a line so that changes can be read."""
        features = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in collection["features"])
        head = json.dumps({k: v for k, v in collection.items() if k != "features"}, separators=(",", ":"))
        self.text(name, f'{head[:-1]},"features":[\n{features}\n]}}\n')
