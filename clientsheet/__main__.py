"""The way in: ``clientsheet`` and ``python -m clientsheet``."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    # A run makes millions of values that live until its end; walking them again and again for cycles finds none.
    gc.disable()

    from clientsheet.cli.door import enter

    sys.exit(enter(sys.argv[1:]))


if __name__ == "__main__":
    main()
