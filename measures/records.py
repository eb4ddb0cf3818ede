"""Files of children's records: which of them count, and what they are."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class RecordSources:
    """The files that count, and what they are: modelled (generated, no child's data) or local (an authority's own records)."""

    source_ids: tuple[str, ...]
    nature: str

    @property
    def data(self) -> str:
        """What ``Access.check`` asks for: generated children are no child's data, so that everybody on this machine may see them."""
        return "generated" if self.nature == "modelled" else "cohort"


def counting(held: pd.DataFrame) -> RecordSources:
    """Of the files held (source_id, nature) those that count: as soon as one is of real children, generated ones count nowhere."""
    real = held[held["nature"] != "modelled"]
    return RecordSources(tuple((real if len(real) else held)["source_id"]), "local" if len(real) else "modelled")
