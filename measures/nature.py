"""official or modelled: a share or rate is as weak as the weaker of the two counts it is made of."""

import pandas as pd

from measures.catalogue import Indicator


def nature_of(counts: pd.DataFrame, wanted: Indicator) -> pd.Series:
    """The nature of each row of a query: "modelled" as soon as a count in it is."""
    if wanted.kind == "count":
        return counts["nature"]
    return counts["nature"].mask(counts["denominator_nature"] == "modelled", "modelled")
