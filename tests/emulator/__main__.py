"""The emulator by itself: ``python -m tests.emulator --port N --token T``, until it is interrupted."""

from __future__ import annotations

import argparse
import signal
import threading

from tests.emulator.control import Emulator


def main() -> None:
    ask = argparse.ArgumentParser(prog="python -m tests.emulator", description=__doc__)
    ask.add_argument("--port", type=int, default=0)
    ask.add_argument("--token", default="emulator")
    told = ask.parse_args()
    done = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: done.set())
    with Emulator(told.token, port=told.port) as google:
        print(google.url, flush=True)
        done.wait()
        google.nonsense.clear()


if __name__ == "__main__":
    main()
