"""The way in: ``clientsheet`` and ``python -m clientsheet``."""

from __future__ import annotations

import sys


def main() -> None:
    from clientsheet.cli.door import enter

    sys.exit(enter(sys.argv[1:]))


if __name__ == "__main__":
    main()
