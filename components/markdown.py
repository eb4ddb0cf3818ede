"""Text from outside (names of files, words people wrote) made fit for Markdown."""


def plain(text: str) -> str:
    """Text from outside that Markdown cannot take for marks of its own."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>$#:~|" else letter for letter in text).rstrip(".")


def plain_sentence(text: str) -> str:
    """The same with a full stop; empty for none."""
    return f"{plain(text)}." if text else ""
