"""What the checks found in the figures in force. Findings are shown, never mended."""

from functools import cache

import pandas as pd

from measures.held import version
from warehouse import query


@cache
def _findings(in_version: str) -> pd.DataFrame:
    return query("lookups/findings")


def findings() -> pd.DataFrame:
    """One row a finding, errors first: finding_number, check_id, severity (error, warning, note), measure, area_code, area_name,
    time_period, sentence, source_id, title and file_name of the source; of a return rule_code, table_name, row_count, bears_on too. Empty cells where a finding is about many. Not to be changed.
    """
    return _findings(version())
