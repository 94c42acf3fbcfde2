"""How a mailbox is entered: over a connection that is verified first, by password or by token."""

from __future__ import annotations

import base64
import http.server
import json
import threading
from urllib.parse import parse_qs

import pytest

from clientsheet.mail.base import AccountStopped
from clientsheet.mail.imap_client import ImapAccount
from tests.servers.dovecot import Dovecot


@pytest.fixture(scope="module")
def secured(authority):
    with Dovecot(tls=authority, tokens={"good": "anna@example.test"}) as server:
        yield server


@pytest.fixture
def trusting(authority, monkeypatch):
    """This machine trusts the trial's own authority."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.root))


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_trusted_server_is_entered_over_an_encrypted_link(secured, trusting, imap_config, security):
    port = secured.imaps if security == "tls" else secured.imap
    with ImapAccount.opened(imap_config(port=port, security=security)) as account:
        assert account._connection.socket().cipher()
        assert account.append("Drafts", b"Subject: x\r\n\r\nhello\r\n").ok


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_server_with_an_untrusted_certificate_is_told_no_password(secured, imap_config, security):
    port = secured.imaps if security == "tls" else secured.imap
    tried = secured.log.count("user=<owner")
    with pytest.raises(AccountStopped) as stopped:
        ImapAccount.opened(imap_config(port=port, security=security))
    assert stopped.value.key == "imap.certificate"
    assert secured.log.count("user=<owner") == tried


def test_a_server_without_starttls_is_told_no_password(dovecot, imap_config):
    with pytest.raises(AccountStopped) as stopped:
        ImapAccount.opened(imap_config(port=dovecot.imap, security="starttls"))
    assert stopped.value.key == "imap.no-starttls"


@pytest.fixture
def provider(monkeypatch):
    """Exchanges a standing permission for a token, as RFC 6749, section 6 has it."""

    class Exchange(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            token = {"permission": "good", "old permission": "expired"}[asked["refresh_token"][0]]
            told = json.dumps({"access_token": token, "token_type": "Bearer", "expires_in": 3600}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Exchange)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/token"
    server.shutdown()
    server.server_close()


def _with_token(imap_config, port, provider):
    oauth = {"token_uri": provider, "client_id": "clientsheet", "refresh_token": "env:TRIAL_PERMISSION"}
    account = {"username": "anna@example.test", "auth": "xoauth2", "password": "", "security": "tls"}
    return imap_config(port=port, mail={"oauth": oauth}, **account)


def test_a_permission_opens_the_mailbox_without_a_password(secured, trusting, imap_config, provider, monkeypatch):
    monkeypatch.setenv("TRIAL_PERMISSION", "permission")
    with ImapAccount.opened(_with_token(imap_config, secured.imaps, provider)) as account:
        assert account.folders.drafts == "Drafts"


def test_a_token_that_the_server_does_not_take_stops_the_account(secured, trusting, imap_config, provider, monkeypatch):
    monkeypatch.setenv("TRIAL_PERMISSION", "old permission")
    with pytest.raises(AccountStopped) as stopped:
        ImapAccount.opened(_with_token(imap_config, secured.imaps, provider))
    assert stopped.value.key == "imap.login"


def test_the_servers_words_carry_no_secret(secured, trusting, imap_config, monkeypatch):
    monkeypatch.setenv("WRONG_PASSWORD", "пароль")
    config = imap_config(port=secured.imaps, security="tls", password="env:WRONG_PASSWORD")
    with pytest.raises(AccountStopped) as stopped:
        ImapAccount.opened(config)
    told = str(stopped.value.facts)
    assert "пароль" not in told
    assert base64.b64encode("пароль".encode()).decode().rstrip("=")[:6] not in told
