"""Whole numbers that add up: largest remainders."""

import numpy as np


def whole_rows(values: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Whole numbers, row by row, adding to ``totals`` exactly.

    ``values`` (rows, cells) are non-negative counts, first scaled to the row's total; then every cell is rounded
    down and the largest remainders are rounded up. Ties go to the earlier cell, so that the result is always the same.
    """
    totals = np.asarray(totals, dtype=np.int64)
    sums = values.sum(axis=1, keepdims=True)
    scaled = values * np.divide(totals[:, None], sums, out=np.zeros_like(sums), where=sums > 0)
    whole = np.floor(scaled + 1e-9).astype(np.int64)
    short = totals - whole.sum(axis=1)
    place = np.argsort(np.argsort(-(scaled - whole), axis=1, kind="stable"), axis=1, kind="stable")
    return whole + (place < short[:, None])


def whole(values: np.ndarray, total: int | None = None) -> np.ndarray:
    """Whole numbers of any shape adding to ``total``, or to the rounded sum of ``values``."""
    total = round(float(values.sum())) if total is None else total
    return whole_rows(values.reshape(1, -1), np.array([total]))[0].reshape(values.shape)
