"""Open statistics, before anything is divided: 1 to 5 children are hidden, a true 0 is shown (decision 0007).

Figures that a publisher released for a whole authority or above are shown as published.
"""

import numpy as np
import pandas as pd

from measures.disclosure.counts import AUTHORITY_OR_ABOVE, is_small
from measures.disclosure.words import HIDDEN, REASONS, small_number
from settings import Settings


def protect(counts: pd.DataFrame, rules: Settings, *, of_people: bool = True) -> pd.DataFrame:
    """``counts`` with small numerators hidden: numerator emptied, symbol ``c``, hidden_because filled.

    Unless ``of_people`` the numerators count no persons (LSOAs, sums of scores), and nothing is hidden.

    Takes and returns the rows of a query: area_type, nature, numerator, symbol and the rest.
    """
    numerator, symbol = counts["numerator"].to_numpy(dtype=float).copy(), counts["symbol"].to_numpy(dtype=object)
    as_published = counts["area_type"].isin(AUTHORITY_OR_ABOVE).to_numpy() & (counts["nature"] == "official").to_numpy()
    stated = np.array([isinstance(text, str) for text in symbol], dtype=bool)
    hide = is_small(numerator, rules) & ~as_published & ~stated & of_people
    numerator[hide] = np.nan
    because = np.array([REASONS[text] if said else None for text, said in zip(symbol, stated, strict=True)], dtype=object)
    because[hide] = small_number(rules)
    return counts.assign(numerator=numerator, symbol=np.where(hide, HIDDEN, symbol), hidden_because=because)
