"""What can go wrong while a file is fetched, each as one sentence for the reader."""


class Failed(Exception):
    """One file cannot be fetched; the others go on."""


class BadSources(Exception):
    """The file of sources cannot be used."""
