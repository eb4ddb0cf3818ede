"""Tests of one group share what is dear to make: a browser, a warehouse of real files. They must stay with one worker."""

import os

import pytest


@pytest.mark.xdist_group("together")
def test_a_group_is_told_to_the_scheduler(request):
    """pytest-xdist marks the group in the test's id; where that fails, every worker makes everything."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        pytest.skip("one process runs all tests")
    assert request.node.nodeid.endswith("@together")
