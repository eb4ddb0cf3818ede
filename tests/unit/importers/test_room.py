"""A load for which memory or disk do not suffice ends as a sentence and leaves the old warehouse in force."""

import json
import subprocess
import sys

import pytest

from importers.__main__ import main
from importers.upload_work import main as upload_work
from settings import PROJECT
from tests.small import ages_rows, state, table
from warehouse.build import Version

LIMITED = """
import resource, sys
from importers.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.exit(main(sys.argv[2:]))
"""


@pytest.fixture
def ages(tmp_path):
    """A good file in a folder of its own."""
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "ages.csv").write_bytes(table(ages_rows()))
    return tmp_path / "given"


@pytest.fixture
def short_of_memory(monkeypatch):
    """DuckDB itself runs out of memory as soon as anything is put together."""
    monkeypatch.setattr(Version, "bound_memory", lambda version: version._connection.execute("set memory_limit = '1MB'"))


def test_a_load_short_of_memory_is_one_sentence(ages, own_home, capfd, short_of_memory):
    before = state(own_home)
    assert main([str(ages), "--home", str(own_home)]) == 2
    told = capfd.readouterr()
    assert told.err == "There is not enough memory for this load; the warehouse in own_home/ stays as it was.\n"
    assert told.out == ""
    assert state(own_home) == before


def test_an_upload_short_of_memory_is_one_sentence(ages, own_home, capfd, short_of_memory):
    upload_work("apply", str(own_home), str(ages))
    *_, last = capfd.readouterr().out.splitlines()
    assert json.loads(last) == {"problem": "There is not enough memory for this load; the warehouse in own_home/ stays as it was."}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit for the size of a file")
@pytest.mark.parametrize("most", [100_000, 1_500_000], ids=["nothing can be written", "not all can be written"])
def test_a_load_short_of_disk_is_one_sentence(most, ages, own_home):
    before = state(own_home)
    command = [sys.executable, "-c", LIMITED, str(most), str(ages), "--home", str(own_home)]
    ended = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "There is not enough room on the disk for this load; the warehouse in own_home/ stays as it was.\n"
    assert state(own_home) == before
