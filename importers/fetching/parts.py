"""A file on its way: its bytes so far in NAME.part, and in NAME.part.state of which answer they are."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from requests import Response

_RANGE = re.compile(r"^bytes (\d+)-\d+/(\d+|\*)$")


@dataclass
class Part:
    """The bytes of ``address`` that are here already. They are only gone on with when the server vouches for the rest."""

    target: Path
    address: str
    etag: str = ""
    modified: str = ""
    path: Path = field(init=False)

    def __post_init__(self) -> None:
        self.path = self.target.with_name(f"{self.target.name}.part")
        self._state = self.target.with_name(f"{self.target.name}.part.state")
        try:
            state = json.loads(self._state.read_text(encoding="utf-8"))
            if state["address"] == self.address:
                self.etag, self.modified = state["etag"], state["modified"]
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            pass

    @property
    def size(self) -> int:
        """How many bytes are here."""
        return self.path.stat().st_size if self.path.is_file() else 0

    @property
    def _validator(self) -> str:
        """What If-Range may name: a strong ETag, else the date of change."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.modified

    def headers(self) -> dict[str, str]:
        """The request for what is lacking; empty where the file must be fetched from its beginning."""
        if not (self._validator and self.size):
            return {}
        return {"Range": f"bytes={self.size}-", "If-Range": self._validator}

    def continues(self, response: Response) -> bool:
        """Whether a 206 answer starts where the bytes here end and is of the same edition of the file."""
        found = _RANGE.match(response.headers.get("Content-Range", ""))
        same = response.headers.get("ETag", self.etag) == self.etag
        return found is not None and int(found[1]) == self.size and same and "Content-Encoding" not in response.headers

    def is_whole(self, response: Response) -> bool:
        """Whether a 416 answer says that the file ends where the bytes here end."""
        return response.headers.get("Content-Range", "") == f"bytes */{self.size}" and self.size > 0

    def begin(self, response: Response) -> None:
        """Empty the part, and note of which answer its bytes will be."""
        self.etag, self.modified = response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(b"")
        if "Content-Encoding" in response.headers:  # the bytes kept are not the bytes a range would count
            self._state.unlink(missing_ok=True)
            return
        state = {"address": self.address, "etag": self.etag, "modified": self.modified}
        self._state.write_text(json.dumps(state), encoding="utf-8")

    def discard(self) -> None:
        """Forget the bytes."""
        self.path.unlink(missing_ok=True)
        self._state.unlink(missing_ok=True)
        self.etag = self.modified = ""
