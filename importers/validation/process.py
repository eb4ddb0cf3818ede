"""The validator as a process of its own: a request goes to its standard input, lines of JSON come back, and it is ended when its time is over."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer

RUNNER = Path(__file__).with_name("runner.py")
Say = Callable[[int, int], None]  # how many rules have had their turn, of how many
_PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")  # of our environment; never a key


class NoAnswer(Exception):
    """The validator said nothing that can be used. Says why in a sentence, in which no cell can stand."""


def answer(request: dict, python: Path, seconds: float, say: Say = lambda at, of: None) -> dict:
    """What ``runner.py`` answers to a request under ``python``, within ``seconds``; ``say`` hears how far it is. Raises NoAnswer."""
    command = [str(python), "-I", "-B", str(RUNNER)]
    env = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env)  # noqa: S603
    except OSError as error:
        raise NoAnswer(f"The validator cannot be started ({error.strerror}).") from None
    is_over = []

    def end() -> None:
        is_over.append(True)
        process.kill()

    timer = Timer(seconds, end)
    timer.start()
    try:
        last = _last_line(process, request, say)
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        process.stdout.close()
    if is_over:
        raise NoAnswer(f"The validation took longer than {seconds:,.0f} seconds and was ended; --seconds gives it more.")
    if "failed" in last:
        raise NoAnswer(f"The validator broke off ({_word(last['failed'])}); what it said is withheld, because it may quote a cell.")
    if not isinstance(last.get("answer"), dict):
        raise NoAnswer("The validator ended without an answer; the environment may be incomplete: --make-environment makes it anew.")
    return last["answer"]


def _last_line(process: subprocess.Popen, request: dict, say: Say) -> dict:
    """The last line that can be read; ``say`` hears those before it."""
    try:
        with process.stdin as out:
            out.write(json.dumps(request).encode())
    except BrokenPipeError:  # it ended before it had read; what it left says so
        pass
    last = {}
    for line in _lines(process):
        if isinstance(line.get("at"), int) and isinstance(line.get("of"), int):
            say(line["at"], line["of"])
        else:
            last = line
    return last


def _lines(process: subprocess.Popen) -> Iterator[dict]:
    for text in process.stdout:
        try:
            line = json.loads(text)
        except ValueError:
            continue  # not of our runner: it is never told what stands there
        if isinstance(line, dict):
            yield line


def _word(kind: object) -> str:
    """The kind of an error, if it is a name and nothing else."""
    return kind if isinstance(kind, str) and kind.isidentifier() and len(kind) < 60 else "error"
