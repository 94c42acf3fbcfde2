"""A Dovecot of one's own in a temporary folder on 127.0.0.1: IMAP and LMTP, every user exists, nothing is left behind.

    with Dovecot() as server:                      # plain text, any user, password "secret"
        server.imap, server.lmtp                   # ports
        server.deliver("anna@example.test", mail)  # by LMTP
        server.messages("anna@example.test", "Drafts")

``tls=Authority(folder)`` adds ``imaps`` and STARTTLS; ``tokens={"good": "anna@example.test"}`` adds XOAUTH2 for those
tokens, asked of a stub over HTTP as a provider's introspection would be. ``folders`` names the mailboxes (in
Unicode) and their special use. Starts within a tenth of a second; as root or as an ordinary user.
"""

from __future__ import annotations

import grp
import http.server
import imaplib
import json
import os
import pwd
import shutil
import signal
import smtplib
import subprocess
import tempfile
import threading
import urllib.parse
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, Self

from tests.servers.authority import Authority
from tests.servers.needs import free_ports, program
from tests.servers.starting import started

PASSWORD = "secret"
FOLDERS: Mapping[str, str] = {"Drafts": "\\Drafts", "Sent": "\\Sent", "Trash": "\\Trash"}

_STARTS = 3
"""A port that was free a moment ago may be taken by another trial; then once more with others."""

_CONFIG = """\
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
listen = 127.0.0.1
protocols = imap lmtp
{tls}
disable_plaintext_auth = no
auth_mechanisms = {mechanisms}
auth_failure_delay = 0
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{folder}/mail/%u
mail_fsync = never
mail_max_userip_connections = 100
namespace inbox {{
  inbox = yes
  separator = /
{folders}
}}
{token_passdb}
passdb {{
  driver = static
  args = password={password}
  mechanisms = plain login
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%u allow_all_users=yes
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service auth {{
  unix_listener {folder}/run/for-postfix {{
    mode = 0666
  }}
}}
service imap-login {{
  chroot =
  service_count = 0
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
"""

_TOKEN_PASSDB = """\
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {path}
}}
"""

_INTROSPECTION = """\
introspection_mode = post
introspection_url = http://127.0.0.1:{port}/
username_attribute = email
active_attribute = active
active_value = true
"""


class Message(NamedTuple):
    uid: int
    flags: frozenset[str]
    content: bytes


class Dovecot:
    """``auth_socket``: of Dovecot's SASL, for a Postfix that asks it. ``log``: what it has written so far."""

    def __init__(
        self,
        *,
        tls: Authority | None = None,
        tokens: Mapping[str, str] | None = None,
        folders: Mapping[str, str] = FOLDERS,
    ) -> None:
        self.tls, self.tokens, self.folders = tls, dict(tokens or {}), folders
        self.imap = self.imaps = self.lmtp = 0
        self._program = program("dovecot")
        self._process: subprocess.Popen[bytes] | None = None
        self._stub: http.server.ThreadingHTTPServer | None = None

    @property
    def auth_socket(self) -> Path:
        return self.folder / "run" / "for-postfix"

    @property
    def log(self) -> str:
        path = self.folder / "dovecot.log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def start(self) -> Self:
        for last in range(_STARTS):
            try:
                return self._start()
            except OSError:
                self.stop()
                if last == _STARTS - 1:
                    raise
        return self

    def stop(self) -> None:
        """Ends it and removes all it had."""
        self.halt()
        if self._stub:
            self._stub.shutdown()
            self._stub.server_close()
            self._stub = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def halt(self) -> None:
        """Ends it; its mail stays, for ``go_on``."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait(10)

    def go_on(self) -> None:
        self._run()

    __enter__ = start

    def __exit__(self, *_: object) -> None:
        self.stop()

    # -- what a trial asks of it

    def login(self, user: str) -> imaplib.IMAP4:
        """A plain connection of the standard library, logged in; the caller logs out."""
        connection = imaplib.IMAP4("127.0.0.1", self.imap, timeout=10)
        connection.login(user, PASSWORD)
        return connection

    def deliver(self, user: str, content: bytes, sender: str = "postman@example.test") -> None:
        """Into the user's INBOX, by LMTP."""
        with smtplib.LMTP("127.0.0.1", self.lmtp) as lmtp:
            lmtp.sendmail(sender, [user], content)

    def append(self, user: str, folder: str, content: bytes, flags: str = "") -> None:
        """``folder``: as it goes over the wire."""
        connection = self.login(user)
        try:
            answer = connection.append(f'"{folder}"', flags, "", content)
            assert answer[0] == "OK", answer
        finally:
            connection.logout()

    def messages(self, user: str, folder: str = "INBOX") -> list[Message]:
        """Everything in a folder (``folder``: as it goes over the wire), the oldest first."""
        connection = self.login(user)
        try:
            if connection.select(f'"{folder}"', readonly=True)[0] != "OK":
                return []
            _, data = connection.uid("FETCH", "1:*", "(FLAGS BODY.PEEK[])")
            return [_message(part) for part in data if isinstance(part, tuple)]
        finally:
            connection.logout()

    def remove(self, user: str, folder: str, uids: Sequence[int]) -> None:
        """As an owner does who deletes for good."""
        connection = self.login(user)
        try:
            connection.select(f'"{folder}"')
            for uid in uids:
                connection.uid("STORE", str(uid), "+FLAGS", "(\\Deleted)")
            connection.expunge()
        finally:
            connection.logout()

    def move(self, user: str, uids: Sequence[int], start: str, end: str) -> None:
        """As an owner does who drags a message into another folder."""
        connection = self.login(user)
        try:
            connection.select(f'"{start}"')
            for uid in uids:
                answer = connection.uid("MOVE", str(uid), f'"{end}"')
                assert answer[0] == "OK", answer
        finally:
            connection.logout()

    # -- how it is started

    def _start(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix="dc"))  # short: the paths of its sockets must stay below 108 bytes
        self.imap, self.lmtp, imaps = free_ports(3)
        self.imaps = imaps if self.tls else 0
        for name in ("run", "state", "mail", "home"):
            (self.folder / name).mkdir()
        (self.folder / "dovecot.conf").write_text(self._config(), "utf-8")
        self._run()
        return self

    def _run(self) -> None:
        arguments = [self._program, "-F", "-c", str(self.folder / "dovecot.conf")]
        self._process = started(arguments, self.folder, self.imap, b"* OK", lambda: self.log)

    def _config(self) -> str:
        users = self._users()
        tls = f"ssl = yes\nssl_cert = <{self.tls.certificate}\nssl_key = <{self.tls.key}" if self.tls else "ssl = no"
        token_passdb, mechanisms = "", "plain login"
        if self.tokens:
            self._stub = _introspection(self.tokens)
            path = self.folder / "oauth2.conf.ext"
            path.write_text(_INTROSPECTION.format(port=self._stub.server_address[1]))
            token_passdb, mechanisms = _TOKEN_PASSDB.format(path=path), "plain login xoauth2 oauthbearer"
        return _CONFIG.format(
            folder=self.folder,
            tls=tls,
            mechanisms=mechanisms,
            token_passdb=token_passdb,
            folders="\n".join(_folder(name, use) for name, use in self.folders.items()),
            password=PASSWORD,
            imap=self.imap,
            imaps=self.imaps,
            lmtp=self.lmtp,
            **users,
        )

    def _users(self) -> dict[str, Any]:
        if os.getuid():
            me = pwd.getpwuid(os.getuid())
            group = grp.getgrgid(me.pw_gid).gr_name
            names = {"internal": me.pw_name, "internal_group": group, "login": me.pw_name}
            return {**names, "uid": me.pw_uid, "gid": me.pw_gid}
        nobody = pwd.getpwnam("nobody")
        self.folder.chmod(0o755)
        for name in ("mail", "home"):
            os.chown(self.folder / name, nobody.pw_uid, nobody.pw_gid)
        names = {"internal": "dovecot", "internal_group": "dovecot", "login": "dovenull"}
        return {**names, "uid": nobody.pw_uid, "gid": nobody.pw_gid}


def _folder(name: str, use: str) -> str:
    special = f"    special_use = {use}\n" if use else ""
    return f'  mailbox "{name}" {{\n    auto = subscribe\n{special}  }}'


def _message(part: tuple[bytes, bytes]) -> Message:
    head, content = part
    uid = int(head.split(b"UID ")[1].split()[0].rstrip(b")"))
    flags = frozenset(flag.decode() for flag in imaplib.ParseFlags(head))
    return Message(uid, flags, content)


def _introspection(tokens: Mapping[str, str]) -> http.server.ThreadingHTTPServer:
    """Says of a token whose it is, as RFC 7662 has it; one it does not know is not active."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            token = urllib.parse.parse_qs(asked).get("token", [asked])[0].removeprefix("token=")
            user = tokens.get(token)
            told = json.dumps({"active": True, "email": user} if user else {"active": False}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    stub = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=stub.serve_forever, daemon=True).start()
    return stub
