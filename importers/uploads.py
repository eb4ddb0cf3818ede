"""Uploaded files on their way into the warehouse: kept in a folder of their own, worked on by another process.

Nothing heavy is imported here: pages import it. The work survives reruns and changes of page because it is none of the session's; the folder goes with the Upload.
"""

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from audit import Actor, actor_here
from settings import PROJECT, settings

_log = logging.getLogger(__name__)
_STOPPED = "Stopped. Nothing was changed."
_BROKEN_OFF = "The work ended without an answer. Nothing was changed; try again."


def can_undo() -> bool:
    """Whether the former version can be brought back."""
    return find_spec("importers.history") is not None


def why_not(name: str, size: int) -> str:
    """Why a file of ``size`` bytes is not taken, in a sentence; empty where it is. The page says so too, but only this can be relied on."""
    if Path(name).suffix.lstrip(".").lower() not in settings().upload_types:
        return f"A file of this type is not taken: {Path(name).suffix or 'it has no ending'}."
    if size > settings().max_upload_mb * 1024 * 1024:
        return f"A file of {size / 1024 / 1024:,.0f} MB is not taken; the largest may have {settings().max_upload_mb:,} MB."
    return ""


class Upload:
    """Some files and what is being done with them. ``stage``: preview, apply or undo; then ``result`` or ``problem`` tells the end.

    Files that may not be uploaded are not kept; ``refused`` says why.
    """

    def __init__(self, home: Path, files: Iterable[tuple[str, bytes]] = (), actor: Actor | None = None):
        self._for = actor or actor_here()  # whose doing it is, in the audit log
        self.home, self.stage, self.result, self.problem = home, "", {}, ""
        self.share, self.words = 0.0, "Starting"
        self._process: subprocess.Popen | None = None
        self._listener = threading.Thread()
        self.folder = Path(tempfile.mkdtemp(prefix="needs-atlas-upload-"))
        self._finalizer = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        given = [(name, content, why_not(name, len(content))) for name, content in files]
        self.refused = list(dict.fromkeys(why for _, _, why in given if why))
        self.names = [self._keep(name, content) for name, content, why in given if not why]

    def _keep(self, name: str, content: bytes) -> str:
        """Write a file under its own name; a second one of that name under another."""
        plain = Path(name.replace("\\", "/")).name.lstrip(".") or "file"
        path, number = self.folder / plain, 1
        while path.exists():
            number += 1
            path = self.folder / f"{Path(plain).stem} ({number}){Path(plain).suffix}"
        path.write_bytes(content)
        return path.name

    @property
    def is_running(self) -> bool:
        """Whether the work is going on."""
        return bool(self.stage) and not self.result and not self.problem

    def start(self, stage: str) -> None:
        """Begin ``stage`` in a process of its own; returns at once. Does nothing while the work of before goes on."""
        if self.is_running:
            return
        self.stage, self.result, self.problem, self.share, self.words = stage, {}, "", 0.0, "Starting"
        _log.info("%s of %d files", stage, len(self.names))  # never their names, in which a child's may stand
        command = [sys.executable, "-m", "importers.upload_work", stage, str(self.home), str(self.folder)]
        self._process = subprocess.Popen(  # noqa: S603 (this Python, this module, paths of our own)
            command,
            cwd=PROJECT,
            env=os.environ | self._for.handed_over(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self._listener = threading.Thread(target=self._listen, args=(self._process,), daemon=True, name="upload")
        self._listener.start()

    def _listen(self, process: subprocess.Popen) -> None:
        """Take in what the work tells until it ends."""
        for line in process.stdout:
            told = json.loads(line)
            self.share, self.words = told.get("share", self.share), told.get("words", self.words)
            self.result, self.problem = told.get("result", self.result), told.get("problem", self.problem)
        process.wait()
        if not self.result and not self.problem:
            self.problem = _BROKEN_OFF
        _log.info("%s of %d files: %s", self.stage, len(self.names), "ended" if self.result else "no result")

    def wait(self, limit_s: float = 600) -> None:
        """Wait until the work has ended."""
        self._listener.join(limit_s)

    def stop(self) -> None:
        """End the work; what it had begun is thrown away by the next load."""
        if self.is_running and self._process:
            self.problem = _STOPPED
            self._process.terminate()

    def discard(self) -> None:
        """End the work and delete the files."""
        self.stop()
        self._finalizer()
