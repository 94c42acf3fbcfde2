"""A Postfix of one's own in a temporary folder on 127.0.0.1: a real queue, a real log, real bounces.

    with Dovecot() as boxes, Postfix(lmtp=boxes.lmtp) as server:
        server.port                                # SMTP
        server.log_file                            # as an owner's mail.log
        server.settle()                            # until the queue is empty

Recipients: ``@example.test`` is delivered by LMTP, or thrown away without ``lmtp``; ``@bounce.test`` is accepted and
comes back as a bounce (RFC 3464) to the envelope's sender; ``@defer.test`` stays in the queue (4.2.2);
``reject@example.test`` is refused with 550 5.1.1, ``later@example.test`` with 450 4.2.0, every other domain with 554.

``tls=Authority(folder)`` adds STARTTLS; with ``auth=dovecot.auth_socket`` only who logs in may send. Needs root: its
master process does. Starts within a tenth of a second.
"""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

import pytest

from tests.servers.authority import Authority
from tests.servers.needs import free_port, program
from tests.servers.starting import started

_STARTS = 3
"""A port that was free a moment ago may be taken by another trial; then once more with another."""

_YOUNG = 60.0
"""Seconds by which the configuration is aged: every program of Postfix reads a young one again and again."""

_MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/q
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = {programs}
shlib_directory = /usr/lib/postfix
meta_directory = /etc/postfix
mail_owner = postfix
setgid_group = postdrop
maillog_file = {folder}/log/maillog
maillog_file_prefixes = {folder}
multi_instance_enable = no
syslog_name = postfix
myhostname = mx.example.test
mydomain = example.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtputf8_enable = yes
virtual_mailbox_domains = example.test
virtual_transport = {delivery}
virtual_mailbox_maps = static:ok
transport_maps = inline:{{ {{ bounce.test = error:5.1.1 no such user here }}, {{ defer.test = retry:4.2.2 mailbox full }} }}
smtpd_recipient_restrictions =
  check_recipient_access inline:{{ {{ reject@example.test = 550 5.1.1 User unknown }}, {{ later@example.test = 450 4.2.0 Greylisted }} }}
  check_recipient_access inline:{{ {{ example.test = OK }}, {{ bounce.test = OK }}, {{ defer.test = OK }} }}
  reject
smtpd_relay_restrictions = {allowed} reject
default_transport = error:5.7.1:relaying_disabled_in_tests
relayhost =
smtpd_client_connection_rate_limit = 0
smtpd_client_message_rate_limit = 0
smtpd_peername_lookup = no
lmtp_host_lookup = native
smtp_host_lookup = native
disable_dns_lookups = yes
minimal_backoff_time = 1s
maximal_backoff_time = 5s
queue_run_delay = 1s
smtpd_delay_reject = no
smtpd_error_sleep_time = 0
smtpd_reject_unlisted_recipient = no
alias_maps =
alias_database =
local_recipient_maps =
{tls}
{auth}
"""  # noqa: E501

_TLS = """\
smtpd_tls_security_level = may
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
"""

_AUTH = """\
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {socket}
smtpd_tls_auth_only = {only_tls}
smtpd_sasl_security_options = noanonymous
"""

_MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup     unix n - n 60 1 pickup
cleanup    unix n - n -  0 cleanup
qmgr       unix n - n 300 1 qmgr
rewrite    unix - - n -  - trivial-rewrite
bounce     unix - - n -  0 bounce
defer      unix - - n -  0 bounce
trace      unix - - n -  0 bounce
verify     unix - - n -  1 verify
flush      unix n - n 1000? 0 flush
proxymap   unix - - n -  - proxymap
proxywrite unix - - n -  1 proxymap
smtp       unix - - n -  - smtp
showq      unix n - n -  - showq
error      unix - - n -  - error
retry      unix - - n -  - error
discard    unix - - n -  - discard
lmtp       unix - - n -  - lmtp
anvil      unix - - n -  1 anvil
scache     unix - - n -  1 scache
tlsmgr     unix - - n 1000? 1 tlsmgr
postlog    unix-dgram n - n - 1 postlogd
"""

_QUEUES = ("incoming", "active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "saved", "trace")


class Postfix:
    def __init__(
        self, *, lmtp: int = 0, tls: Authority | None = None, auth: Path | None = None, extra: str = ""
    ) -> None:
        """``extra``: further lines of main.cf, none for what stands there already: Postfix warns of a name given twice
        at every start of a program, and its log process may wait for itself for ever with such warnings."""
        self.lmtp, self.tls, self.auth, self.extra = lmtp, tls, auth, extra
        self.port = 0
        self._master = program("master")
        _needs_root()

    @property
    def log_file(self) -> Path:
        return self.folder / "log" / "maillog"

    @property
    def log(self) -> str:
        return self.log_file.read_text("utf-8", "replace") if self.log_file.exists() else ""

    def settle(self, seconds: float = 20) -> None:
        """Returns when everything accepted was delivered or bounced (nothing is left in the queue)."""
        deadline = time.monotonic() + seconds
        while self._queue():
            assert time.monotonic() < deadline, self.log
            time.sleep(0.02)

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
        shutil.rmtree(self.folder, ignore_errors=True)

    def halt(self) -> None:
        """As a power cut ends it; its queue stays, for ``go_on``."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(10)

    def go_on(self) -> None:
        self._run()

    __enter__ = start

    def __exit__(self, *_: object) -> None:
        self.stop()

    # -- how it is started

    def _start(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix="pf"))  # short: the paths of its sockets must stay below 108 bytes
        self.folder.chmod(0o755)
        for name in ("q", "data", "log"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "data", "postfix", "postfix")
        _make_queue(self.folder / "q")
        self.port = free_port()
        for name, text in (("main.cf", self._config()), ("master.cf", _MASTER.format(port=self.port))):
            path = self.folder / name
            path.write_text(text)
            os.utime(path, (time.time() - _YOUNG,) * 2)
        self._run()
        return self

    def _run(self) -> None:
        # master itself instead of the command `postfix start`: no checks of seconds, and a child whose pid we know
        arguments = [self._master, "-c", str(self.folder), "-d"]
        self._process = started(arguments, self.folder, self.port, b"220", lambda: self.log)

    def _queue(self) -> bytes:
        return subprocess.run(
            [program("postqueue"), "-c", str(self.folder), "-j"], capture_output=True, check=True
        ).stdout.strip()

    def _config(self) -> str:
        tls = _TLS.format(certificate=self.tls.certificate, key=self.tls.key) if self.tls else ""
        only_tls = "yes" if self.tls else "no"
        auth = _AUTH.format(socket=self.auth, only_tls=only_tls) if self.auth else ""
        return _MAIN.format(
            folder=self.folder,
            programs=Path(self._master).parent,
            delivery=f"lmtp:inet:127.0.0.1:{self.lmtp}" if self.lmtp else "discard:",
            allowed="permit_sasl_authenticated" if self.auth else "permit_mynetworks",
            tls=tls,
            auth=auth + self.extra,
        )


def _make_queue(folder: Path) -> None:
    postfix, postdrop = pwd.getpwnam("postfix").pw_uid, grp.getgrnam("postdrop").gr_gid
    places = [("pid", 0, 0, 0o755), ("public", postfix, postdrop, 0o710), ("maildrop", postfix, postdrop, 0o730)]
    places += [(name, postfix, 0, 0o700) for name in ("private", *_QUEUES)]
    for name, owner, group, mode in places:
        (folder / name).mkdir()
        os.chown(folder / name, owner, group)
        (folder / name).chmod(mode)


def _needs_root() -> None:
    if os.getuid() == 0:
        return
    if os.environ.get("CI") == "true":
        pytest.fail("Postfix can only be started by root, and CI must try it")
    pytest.skip("Postfix can only be started by root")
