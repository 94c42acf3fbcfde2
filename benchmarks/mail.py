"""Letters: the whole job of some thousand of them beside mailmerge, which is what a person would take for it.

All contestants send the same words, HTML and text, to the same silent server (Postfix's smtp-sink, a new one each
time), each as a whole process: start, reading the workbook or the CSV, composing, handing over. In a round each runs
once, and once more with nothing to send, so that the letters' own time can be told from the start's. That the server
has got every letter is proven by one letter more, which ends it.
"""

from __future__ import annotations

import csv
import shutil
import smtplib
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import workbooks
from benchmarks.measuring import Figure, measure

TODAY: Final = "2026-04-06"
TODAY_IN_EXCEL: Final = 46_118
NEWS: Final = """\
Давно хотіли вам написати: будемо раді вас бачити найближчими днями.

Що може стати вам у пригоді:

- **Стрижка** — 400 ₴
- **Фарбування** — 1 200 ₴

Напишіть у відповідь, який день і час вам зручні, або зателефонуйте.

З теплом,

Салон «Марина»
"""
CONFIG: Final = """\
workbook: clients.xlsx
language: uk
business: {{name: Салон «Марина», email: salon@example.com, phone: "+380441234567"}}
mail:
  transport: {transport}
  from: Салон «Марина» <salon@example.com>
  limits: {{per_minute: 1000000, per_hour: 1000000, per_day: 1000000}}
  smtp: {{host: 127.0.0.1, port: {port}, security: none}}
"""
MAILING: Final[dict[str, str | int]] = {
    "name": "Новини",
    "on": "так",
    "occasion": "дата",
    "date": TODAY_IN_EXCEL,
    "template": "news",
    "channel": "email",
    "kind": "сервісна",
    "valid_days": 7,
}
OCCASIONS: Final = (
    *("repeat_visit", "booking", "after_visit", "birthday", "contract_ends", "payment_overdue"),
    *("stage_changed", "not_seen", "new_client", "date", "task", "follow_up"),
)
CONTESTANTS: Final = {
    "mailmerge": "mailmerge 2.3",
    "send": "**`mail send`, with the journal**",
    "without": "**the same without the journal**",
    "raw": "raw pipelined SMTP, letters ready",
    "draft": "**`mail draft`, into a folder**",
}


def report(letters: int, planned: int, rounds: int) -> None:
    with TemporaryDirectory(prefix="clientsheet-benchmark-") as folder:
        campaign = _Campaign(Path(folder), letters)
        whole = {name: Figure() for name in CONTESTANTS}
        idle = {name: Figure() for name in CONTESTANTS}
        for _ in range(rounds):
            for name in CONTESTANTS:
                campaign.run(name, whole[name])
                campaign.run(name, idle[name], nothing=True)
    job = {name: whole[name].median - idle[name].median for name in CONTESTANTS}
    print(f"### {letters:,} letters, HTML and text, Cyrillic\n")
    heads = ("seconds", "of these the letters", "ms a letter", "× mailmerge", "× mailmerge, whole process")
    print("| |", " | ".join((*heads, "CPU seconds", "peak MB")), "|")
    print("|---|" + "---:|" * (len(heads) + 2))
    for name, title in CONTESTANTS.items():
        ratios = f"{job['mailmerge'] / job[name]:.1f} | {whole['mailmerge'].median / whole[name].median:.1f}"
        each = f"{whole[name].median:.2f} | {job[name]:.2f} | {1000 * job[name] / letters:.2f}"
        print(f"| {title} | {each} | {ratios} | {statistics.median(whole[name].cpu):.2f} | {whole[name].peak} |")
    print(flush=True)
    _planning(planned, rounds)


def _planning(clients: int, rounds: int) -> None:
    with TemporaryDirectory(prefix="clientsheet-benchmark-") as folder:
        path = Path(folder)
        rows = [_mailing(occasion) for occasion in OCCASIONS]
        workbooks.make(path / "clients.xlsx", clients, mailings=rows)
        (path / "config.yaml").write_text(CONFIG.format(transport="folder", port=25), "utf-8")
        command = [sys.executable, "-m", "benchmarks.mail_contestants", "planning", str(path / "config.yaml")]
        told = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(rounds)]
    seconds, chosen, left_out = sorted(told, key=lambda line: float(line.split()[0]))[len(told) // 2].split()
    print(
        f"Planning {clients:,} clients × {len(OCCASIONS)} mailings, the workbook read: {float(seconds):.2f} s", end=""
    )
    print(f" ({int(chosen):,} chosen, {int(left_out):,} left out with a reason).")


def _mailing(occasion: str) -> dict[str, str | int]:
    from clientsheet.book.tabs import tab

    words = dict(tab("mailings").column("occasion").choices)[occasion].first("uk")
    row = {**MAILING, "name": words, "occasion": words, "template": occasion, "mode": "чернетка"}
    return {**row, "offset": 60} if occasion == "not_seen" else row


class _Campaign:
    """A shop's folder and, with the same words, one of mailmerge's."""

    def __init__(self, folder: Path, letters: int) -> None:
        self.letters, self.port = letters, _free_port()
        self.shops = {(mode, on): folder / mode / on for mode in ("надсилати", "чернетка") for on in ("так", "ні")}
        for (mode, on), shop in self.shops.items():
            (shop / "templates" / "letters").mkdir(parents=True)
            workbooks.make(shop / "clients.xlsx", letters, mailings=[{**MAILING, "mode": mode, "on": on}])
            transport = "smtp" if mode == "надсилати" else "folder"
            (shop / "config.yaml").write_text(CONFIG.format(transport=transport, port=self.port), "utf-8")
            template = f"---\nsubject: {{{{ name }}}}, запрошуємо вас\n---\nДобрий день, {{{{ name }}}}!\n\n{NEWS}"
            (shop / "templates" / "letters" / "news.uk.md").write_text(template, "utf-8")
        self.merges = {on: folder / "mailmerge" / on for on in ("так", "ні")}
        for on, merge in self.merges.items():
            self._for_mailmerge(merge, letters if on == "так" else 0)
        self.ready = {on: folder / "ready" / on for on in ("так", "ні")}
        for on, place in self.ready.items():
            place.mkdir(parents=True)
            subprocess.run(self._command("ready", self.shops["надсилати", on], str(place)), check=True)

    def run(self, name: str, figure: Figure, *, nothing: bool = False) -> None:
        """``nothing``: all is as always, and no letter is due. SystemExit: it failed, or letters are missing."""
        on, letters = ("ні", 0) if nothing else ("так", self.letters)
        sending, drafting = self.shops["надсилати", on], self.shops["чернетка", on]
        self._begin_anew()
        if name == "draft":
            measure(figure, self._verb(drafting, "mail", "draft", "--yes"))
            if (made := len(list((drafting / "drafts").glob("*.eml")))) != letters:
                raise SystemExit(f"{made} drafts instead of {letters}")
            return
        commands: dict[str, Callable[[], list[str]]] = {
            "mailmerge": lambda: [_beside_python("mailmerge"), "--no-dry-run", "--no-limit"],
            "send": lambda: self._verb(sending, "mail", "send", "--yes", "--limit", str(self.letters)),
            "without": lambda: self._command("without", sending),
            "raw": lambda: self._command("raw", sending, str(self.ready[on])),
        }
        with _sink(self.port, letters):
            measure(figure, commands[name](), self.merges[on] if name == "mailmerge" else None)

    def _begin_anew(self) -> None:
        """What the last run left is put aside: ext4 makes new files slowly where many were deleted a moment ago."""
        for shop in self.shops.values():
            for left in (".clientsheet", "drafts"):
                if (shop / left).exists():
                    aside = shop.parent / f"{shop.name}{left}{len(list(shop.parent.iterdir()))}"
                    (shop / left).rename(aside)

    def _verb(self, shop: Path, *verb: str) -> list[str]:
        config = str(shop / "config.yaml")
        return [sys.executable, "-m", "clientsheet", "--config", config, "--today", TODAY, "--quiet", *verb]

    def _command(self, name: str, shop: Path, *more: str) -> list[str]:
        return [sys.executable, "-m", "benchmarks.mail_contestants", name, str(shop / "config.yaml"), *more]

    def _for_mailmerge(self, merge: Path, letters: int) -> None:
        merge.mkdir(parents=True)
        with (merge / "mailmerge_database.csv").open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["email", "name"])
            rows.writerows((f"client{n}@example.com", f"Коваль Марина {n}") for n in range(1, letters + 1))
        head = "TO: {{email}}\nFROM: salon@example.com\nSUBJECT: {{name}}, запрошуємо вас\n"
        text = f"{head}CONTENT-TYPE: text/markdown\n\nДобрий день, {{{{name}}}}!\n\n{NEWS}"
        (merge / "mailmerge_template.txt").write_text(text, "utf-8")
        server = f"[smtp_server]\nhost = 127.0.0.1\nport = {self.port}\n"
        (merge / "mailmerge_server.conf").write_text(server, "utf-8")


@contextmanager
def _sink(port: int, letters: int) -> Iterator[None]:
    """A server that takes ``letters`` letters and one more, and is gone then. SystemExit: it has not got them all."""
    user = ("-u", "nobody")
    command = ["smtp-sink", *user, "-M", str(letters + 1), f"127.0.0.1:{port}", "100"]
    found = shutil.which(command[0]) or shutil.which(command[0], path="/usr/sbin")
    if found is None:
        raise SystemExit("smtp-sink of Postfix is not installed")
    sink = subprocess.Popen([found, *command[1:]], stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield
        _send_one(port)
        sink.wait(10)
    except subprocess.TimeoutExpired:
        raise SystemExit(f"fewer than {letters} letters have arrived") from None
    finally:
        sink.kill()
        sink.wait()


def _send_one(port: int) -> None:
    try:
        with smtplib.SMTP("127.0.0.1", port) as server:
            server.sendmail("a@example.com", ["b@example.com"], "Subject: the last\n\n")
    except (smtplib.SMTPException, OSError) as ended:
        if isinstance(ended, ConnectionRefusedError):
            raise SystemExit("more letters than there are") from ended


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise SystemExit("smtp-sink does not start")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _beside_python(name: str) -> str:
    return str(Path(sys.executable).with_name(name))
