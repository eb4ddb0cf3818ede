"""python -m tools.vulnerabilities: whether a pinned package has a known vulnerability that tools/vulnerabilities.toml does not pass over.

Asks OSV (api.osv.dev) by pip-audit. Where it cannot be reached, as in a closed network, that is said in words and is no failure, unless
--required is given: then a machine that must scan does not pass without.
"""

import argparse
import json
import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

PROJECT = Path(__file__).resolve().parent.parent
LIST, PINNED = PROJECT / "tools" / "vulnerabilities.toml", PROJECT / "constraints.txt"
SERVICE = "https://api.osv.dev/v1/query"
_REACH_S, _SCAN_S, _ANSWER_S = 5, 180, 10
_OF_THE_NETWORK = ("connection", "connect to", "timed out", "timeout", "max retries", "name resolution", "serviceerror", "proxy")


class NoScan(Exception):
    """Nothing could be found out; says why."""


def reachable(service: str = SERVICE) -> bool:
    """Whether the service answers at all within a few seconds, the look-up of its name included."""
    answered = []

    def ask() -> None:
        try:
            urlopen(service, timeout=_REACH_S).close()  # noqa: S310 (a constant address)
            answered.append(True)
        except HTTPError:  # it wants a question, but it is there
            answered.append(True)
        except (URLError, OSError):
            return

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(_REACH_S)
    return bool(answered)


def scanned(service: str = SERVICE) -> list[dict]:
    """What pip-audit says of every pinned package: name, version and vulns. Raises NoScan where the service breaks off."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(PINNED), "--no-deps", "--disable-pip", "--vulnerability-service", "osv",
               "--osv-url", service, "--format", "json", "--progress-spinner", "off", "--timeout", str(_ANSWER_S)]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SCAN_S, check=False)
    except subprocess.TimeoutExpired:
        raise NoScan(f"the scan took longer than {_SCAN_S} seconds") from None
    try:
        return json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        last = (done.stderr.strip().splitlines() or ["no word"])[-1]
        if any(words in done.stderr.lower() for words in _OF_THE_NETWORK):
            raise NoScan(f"the scan broke off ({last[:200]})") from None
        raise RuntimeError(f"pip-audit failed: {done.stderr[-2000:]}") from None


def passed_over(today: date, path: Path = LIST) -> dict[str, str]:
    """Why a vulnerability is passed over, by its id; those whose day is over are not. Raises ValueError for an entry without a reason or a day."""
    found = {}
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["ignored"]:
        if not (entry.get("id") and entry.get("package") and entry.get("why") and isinstance(entry.get("until"), date)):
            raise ValueError(f"{path.name}: every entry needs id, package, why and until: {entry}")
        if entry["until"] >= today:
            found[entry["id"]] = entry["why"]
    return found


def open_ones(packages: list[dict], ignored: dict[str, str]) -> list[str]:
    """A sentence for each known vulnerability that is not passed over, under any of its names."""
    return [
        f"{package['name']} {package['version']}: {flaw['id']}"
        f"{', mended in ' + ', '.join(flaw['fix_versions']) if flaw.get('fix_versions') else ', not mended yet'}"
        for package in packages for flaw in package.get("vulns", ())
        if not {flaw["id"], *flaw.get("aliases", ())} & ignored.keys()
    ]  # fmt: skip


def main(given: list[str] | None = None, scan: Callable[[], list[dict]] = scanned, reach: Callable[[], bool] = reachable) -> int:
    """Scan and say what was found; 1 for a vulnerability that is not passed over, or with --required where no scan was possible."""
    parser = argparse.ArgumentParser(prog="python -m tools.vulnerabilities", description=__doc__.splitlines()[0])
    parser.add_argument("--required", action="store_true", help="fail where no scan is possible")
    required = parser.parse_args(given).required
    ignored = passed_over(datetime.now(UTC).date())
    try:
        if not reach():
            raise NoScan("the advisory service (api.osv.dev) cannot be reached from here")
        packages = scan()
    except NoScan as why:
        print(f"No scan for known vulnerabilities was possible: {why}. Nothing is known of {PINNED.name} either way.")
        return 1 if required else 0
    found = open_ones(packages, ignored)
    print("\n".join(found) or f"No known vulnerability in {len(packages)} pinned packages ({len(ignored)} passed over).")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
