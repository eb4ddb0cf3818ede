"""Outlines are files that a browser keeps: named by their content, older than a browser would doubt."""

import time

from components.maps.outlines import layer_address, layer_of
from settings import settings

A_DAY = 24 * 60 * 60


def test_a_browser_may_keep_the_outlines_for_a_year(demo):
    """Without Cache-Control a browser takes a file as fresh for a tenth of its age (RFC 9111, 4.2.2)."""
    address = layer_address(layer_of("E06000029")["layer_id"])
    file = settings().static / address.removeprefix("app/static/")
    assert (time.time() - file.stat().st_mtime) / 10 > 365 * A_DAY
