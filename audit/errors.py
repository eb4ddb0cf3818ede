"""What cannot be written into the log may not happen."""


class AuditFailed(Exception):
    """An event could not be written, so what it tells of is refused; the message is one sentence for whoever asked."""
