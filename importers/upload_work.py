"""python -m importers.upload_work preview|apply HOME FOLDER: what an upload asks for, in a process of its own.

Prints a line of JSON a step ({"share", "words"}), at last {"result"} or {"problem"}. Says names of files, never what is in them.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from audit import AuditFailed
from importers.files import COMPANIONS, LISTING, MAPPING
from importers.history import CannotChange
from importers.history import undo as undo_last
from importers.load import load
from importers.preview import preview_of
from importers.pupils import KIND as PUPILS
from importers.registry import OUTLINE_IMPORTERS, SHEET_IMPORTERS
from importers.ssda903.tables import KIND as RETURN
from importers.ssda903.tables import KIND_OF_OTHERS
from warehouse import WarehouseMissing
from warehouse.build import BuildInProgress, NothingBefore
from warehouse.room import NoRoom
from warehouse.versions import read_pointer

_BESIDE = (*COMPANIONS, *(ending.upper() for ending in COMPANIONS), LISTING, MAPPING, ".meta.csv")  # belong to the files beside them
_OF_CHILDREN = (RETURN, KIND_OF_OTHERS, PUPILS)
_PARTS = {"opening": (0.0, 0.15), "reading": (0.15, 0.65)}  # shares of the whole at which they begin, and how much they take
_REST = {"putting": 0.8, "comparing": 0.92}


def _tell(**said: object) -> None:
    print(json.dumps(said, ensure_ascii=False), flush=True)


def _say(text: str) -> None:
    """Turn what the loader says ("[1/3] reading file.csv") into a share of the whole."""
    counted, _, words = text.rpartition("] ")
    begin, takes = _PARTS.get(words.split(" ")[0], (_REST.get(text.split(" ")[0], 0.9), 0.0))
    number, _, count = counted.lstrip("[").partition("/")
    done = (int(number) - 1) / int(count) if counted else 0.0
    _tell(share=begin + takes * done, words=f"{words[0].upper()}{words[1:]}")


def _files(folder: Path) -> list[Path]:
    """What there is to load; what describes other files stays beside them."""
    return sorted(path for path in folder.iterdir() if not path.name.endswith(_BESIDE))


def _loaded(home: Path, folder: Path, **how: object) -> dict:
    titles = {importer.kind: importer.provenance.title for importer in (*SHEET_IMPORTERS, *OUTLINE_IMPORTERS)}
    outcomes = [asdict(outcome) for outcome in load(_files(folder), home, say=_say, **how)]
    inforce = read_pointer(home)
    told = [outcome | {"title": titles.get(outcome["kind"], ""), "of_children": outcome["kind"] in _OF_CHILDREN} for outcome in outcomes]
    return {"outcomes": told, "version": inforce.number if inforce else 0}


def preview(home: Path, folder: Path) -> dict:
    """The outcome of each file and what would change; nothing is changed."""
    found, look = preview_of(home)

    def looked(version) -> None:
        _say("comparing with what is in force")
        look(version)

    return _loaded(home, folder, dry_run=True, look=looked) | found


def apply(home: Path, folder: Path) -> dict:
    """Load the files into a new version and put it in force."""
    return _loaded(home, folder)


def undo(home: Path, folder: Path) -> dict:
    """Bring the former version back."""
    return {"undone": undo_last(home)}


WORK = {"preview": preview, "apply": apply, "undo": undo}


def main(action: str, home: str, folder: str) -> int:
    """Do it; whatever goes wrong is told in a sentence."""
    try:
        _tell(result=WORK[action](Path(home), Path(folder)))
    except BuildInProgress:
        _tell(problem="Somebody else is loading files just now. Nothing was changed; try again in a minute.")
    except (AuditFailed, NoRoom) as error:
        _tell(problem=str(error))
    except (CannotChange, NothingBefore, WarehouseMissing) as error:
        _tell(problem=f"{error} Nothing was changed.")
    except OSError as error:
        _tell(problem=f"The folder of the warehouse cannot be used ({error.strerror}). Nothing was changed.")
    except Exception as fault:  # the reader gets a sentence whatever breaks; the load itself has left nothing behind
        _tell(problem=f"The files could not be loaded because of a fault in this program ({type(fault).__name__}). Nothing was changed.")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
