"""Requests that get a sentence instead of a figure."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

P, R = ParamSpec("P"), TypeVar("R")


class CannotAnswer(Exception):
    """The request names something that does not exist or is not held; the message is one sentence."""


class NotPermitted(CannotAnswer):
    """The person asking may not see this; the message is one sentence. A page treats it as any other figure it cannot have."""


def or_none(ask: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R | None:
    """What ``ask`` answers; None where it cannot answer and whoever asks does without."""
    try:
        return ask(*args, **kwargs)
    except CannotAnswer:
        return None
