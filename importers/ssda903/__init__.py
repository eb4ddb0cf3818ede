"""SSDA903, the yearly return of children looked after (docs/placements.md): into the cohort file, never into the place file.

No sentence made here holds anything of a cell: rows are told by number and column.
"""
