"""Requests that get a sentence instead of a figure."""


class CannotAnswer(Exception):
    """The request names something that does not exist or is not held; the message is one sentence."""


class NotPermitted(CannotAnswer):
    """The person asking may not see this; the message is one sentence. A page treats it as any other figure it cannot have."""
