"""Which figures of the generated pupils are hidden, worked out beforehand: ``python -m measures --protect --home HOME``, then this."""

import argparse
from pathlib import Path

from measures.disclosure.remembered import BUNDLED, bundle

PACK = Path(__file__).resolve().parents[1] / "data" / "demo"


def main() -> None:
    """Put the patterns of a home that was built from the pack into the pack."""
    parser = argparse.ArgumentParser(prog="python -m tools.bundle_patterns", description="Bundle what is hidden of generated pupils.")
    parser.add_argument("home", type=Path, help="home built from the pack, all of it protected")
    print(f"{bundle(parser.parse_args().home, PACK / BUNDLED)} patterns")


if __name__ == "__main__":
    main()
