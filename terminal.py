"""What the commands of the product have in common: an answer to a wrong request is one sentence."""

import argparse
from typing import NoReturn

CANNOT_ANSWER = 2


class Parser(argparse.ArgumentParser):
    """An argument parser that says in one sentence on standard error what is wrong, and ends with 2."""

    def error(self, message: str) -> NoReturn:
        """End with the sentence."""
        text = message[0].upper() + message[1:].rstrip(".")
        self.exit(CANNOT_ANSWER, f"{text}. {self.prog} --help shows what can be asked.\n")
