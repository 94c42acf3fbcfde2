"""Entering an account: only a server that proves who it is gets to see a secret."""

from __future__ import annotations

import http.server
import json
import threading
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from clientsheet.errors import ConfigError
from clientsheet.mail.base import AccountStopped, LinkLost
from clientsheet.mail.letter import State
from clientsheet.mail.login import Login
from clientsheet.text import LANGUAGES, say
from tests.servers.authority import Authority
from tests.servers.dovecot import Dovecot
from tests.servers.needs import free_port
from tests.servers.postfix import Postfix
from tests.servers.smtp_double import SmtpDouble
from tests.smtp.shop import SENDER, Shop, letter


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def boxes(authority: Authority) -> Iterator[Dovecot]:
    with Dovecot(tls=authority, tokens={"fresh": SENDER}) as server:
        yield server


@pytest.fixture(scope="module")
def server(authority: Authority, boxes: Dovecot) -> Iterator[Postfix]:
    with Postfix(lmtp=boxes.lmtp, tls=authority, auth=boxes.auth_socket) as started:
        yield started


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system trusts the authority of the trial."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.root))


def shop(folder: Path, port: int, password: str = "secret", password_at: str = "", **smtp: Any) -> Shop:
    kept = folder / "password"
    kept.write_text(password)
    kept.chmod(0o600)
    account = {"security": "starttls", "username": SENDER, "password": password_at or f"file:{kept}", **smtp}
    return Shop(folder, port, smtp=account)


def stopped(made: Shop) -> AccountStopped:
    """What keeps a letter of that shop from leaving; no letter was touched."""
    made.send([letter(1)])
    assert isinstance(made.stopped, AccountStopped)
    assert made.steps.told == []
    for language in LANGUAGES:
        assert say(language, made.stopped.key, **made.stopped.facts)
    return made.stopped


@pytest.mark.usefixtures("trusted")
def test_a_letter_leaves_over_a_verified_connection_with_the_right_password(
    tmp_path: Path, server: Postfix, boxes: Dovecot
) -> None:
    assert shop(tmp_path, server.port).send([letter(1)]).states == {"c1": State.ACCEPTED}
    server.settle()
    (arrived,) = boxes.messages("client1@example.test")
    assert b"with ESMTPSA" in arrived.content


@pytest.mark.usefixtures("trusted")
def test_a_wrong_password_ends_the_run_until_the_owner_has_mended_it(tmp_path: Path, server: Postfix) -> None:
    found = stopped(shop(tmp_path, server.port, "wrong"))
    assert (found.key, found.wait) == ("delivery.smtp.login", None)
    assert "535" in str(found.facts["words"])


def test_a_certificate_that_nobody_vouches_for_ends_it_before_the_password_is_told(
    tmp_path: Path, server: Postfix
) -> None:
    before = server.log.count("sasl_method=")
    assert stopped(shop(tmp_path, server.port)).key == "delivery.smtp.certificate"
    assert server.log.count("sasl_method=") == before


@pytest.mark.usefixtures("trusted")
def test_a_certificate_for_another_name_is_not_taken(tmp_path: Path, server: Postfix) -> None:
    assert stopped(shop(tmp_path, server.port, host="127.1")).key == "delivery.smtp.certificate"


def test_a_server_that_cannot_encrypt_is_not_told_the_password(tmp_path: Path) -> None:
    with SmtpDouble(users={SENDER: "secret"}) as plain:
        found = stopped(shop(tmp_path, plain.port))
        assert plain.taken == []
    assert found.key == "delivery.smtp.no-starttls"


def test_a_password_in_cyrillic_is_a_password(tmp_path: Path) -> None:
    with SmtpDouble(users={SENDER: "пароль салону"}) as plain:
        made = shop(tmp_path, plain.port, "пароль салону", security="none")
        assert made.send([letter(1)]).states == {"c1": State.ACCEPTED}


def test_a_password_that_is_not_where_the_config_says_is_wrong_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_SUCH_PASSWORD", raising=False)
    with SmtpDouble(users={SENDER: "secret"}) as plain, pytest.raises(ConfigError):
        shop(tmp_path, plain.port, security="none", password_at="env:NO_SUCH_PASSWORD").send([letter(1)])


def test_a_kind_of_login_that_is_not_offered_is_told(tmp_path: Path) -> None:
    with SmtpDouble(users={SENDER: "secret"}) as plain:
        found = stopped(shop(tmp_path, plain.port, security="none", auth="xoauth2"))
    assert found.key == "delivery.smtp.no-login"


# -- a permission instead of a password


@contextmanager
def permissions(token: str = "fresh", refused: str = "") -> Iterator[dict[str, Any]]:
    """A provider that exchanges a standing permission for a token. ``asked``: what it was sent; ``uri``: its place."""
    told: dict[str, Any] = {"asked": []}

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            told["asked"].append(dict(urllib.parse.parse_qsl(sent)))
            answer = {"error": refused} if refused else {"access_token": token, "expires_in": 3600}
            body = json.dumps(answer).encode()
            self.send_response(400 if refused else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    listening = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True).start()
    told["uri"] = f"http://127.0.0.1:{listening.server_address[1]}/token"
    try:
        yield told
    finally:
        listening.shutdown()
        listening.server_close()


def permitted(folder: Path, port: int, token_uri: str, **smtp: Any) -> Shop:
    kept = folder / "refresh"
    kept.write_text("standing-permission")
    kept.chmod(0o600)
    account = {"security": "starttls", "username": SENDER, "auth": "xoauth2", **smtp}
    oauth = {"token_uri": token_uri, "client_id": "salon", "refresh_token": f"file:{kept}"}
    return Shop(folder, port, smtp=account, oauth=oauth)


@pytest.mark.usefixtures("trusted")
def test_a_standing_permission_is_exchanged_for_a_token_and_the_letter_leaves(tmp_path: Path, server: Postfix) -> None:
    with permissions() as provider:
        made = permitted(tmp_path, server.port, provider["uri"])
        assert made.send([letter(1)]).states == {"c1": State.ACCEPTED}
    (asked,) = provider["asked"]
    assert asked["grant_type"] == "refresh_token"
    assert asked["refresh_token"] == "standing-permission"


@pytest.mark.usefixtures("trusted")
def test_a_token_that_the_mail_server_does_not_know_ends_the_run(tmp_path: Path, server: Postfix) -> None:
    with permissions(token="of-somebody-else") as provider:
        assert stopped(permitted(tmp_path, server.port, provider["uri"])).key == "delivery.smtp.login"


@pytest.mark.usefixtures("trusted")
def test_a_permission_that_has_ended_is_for_the_owner_to_give_again(tmp_path: Path, server: Postfix) -> None:
    with permissions(refused="invalid_grant") as provider:
        found = stopped(permitted(tmp_path, server.port, provider["uri"]))
    assert found.key == "delivery.permission-ended"
    assert "invalid_grant" in str(found.facts["words"])


@pytest.mark.usefixtures("trusted")
def test_a_provider_of_tokens_that_does_not_answer_is_a_lost_link(tmp_path: Path, server: Postfix) -> None:
    made = permitted(tmp_path, server.port, f"http://127.0.0.1:{free_port()}/token")
    made.send([letter(1)])
    assert isinstance(made.stopped, LinkLost)


def test_a_token_is_asked_for_once_while_it_is_good(tmp_path: Path) -> None:
    with permissions() as provider:
        config = permitted(tmp_path, 25, provider["uri"]).config
        login = Login(config.mail.smtp, config)
        assert login.xoauth2() == login.xoauth2() == f"user={SENDER}\x01auth=Bearer fresh\x01\x01"
    assert len(provider["asked"]) == 1


@pytest.mark.parametrize("missing", ["token_uri", "client_id", "refresh_token"])
def test_a_permission_that_is_half_written_down_says_which_half_is_missing(tmp_path: Path, missing: str) -> None:
    config = permitted(tmp_path, 25, "https://provider.example.test/token").config
    oauth = config.mail.oauth.model_copy(update={missing: ""})
    config = config.model_copy(update={"mail": config.mail.model_copy(update={"oauth": oauth})})
    with pytest.raises(ConfigError) as error:
        Login(config.mail.smtp, config).xoauth2()
    assert error.value.facts["name"] == f"mail.oauth.{missing}"


def test_no_secret_is_in_what_a_person_or_a_log_gets_to_see(tmp_path: Path) -> None:
    made = shop(tmp_path, 25, "the-secret-itself")
    login = Login(made.config.mail.smtp, made.config)
    assert login.password() == "the-secret-itself"
    assert "the-secret-itself" not in repr(login) + repr(vars(login)) + repr(made.config)
