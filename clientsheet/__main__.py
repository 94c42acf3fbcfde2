"""The way in: ``clientsheet`` and ``python -m clientsheet``."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress


def main() -> None:
    # A run makes millions of values that live until its end; walking them again and again for cycles finds none.
    gc.disable()

    from clientsheet.cli.door import enter

    code = enter(sys.argv[1:])
    with suppress(OSError):  # the reader of a pipe left
        sys.stdout.flush()
        sys.stderr.flush()
    # Python would give the values back one by one, and wait for what nobody needs any more.
    os._exit(code)


if __name__ == "__main__":
    main()
