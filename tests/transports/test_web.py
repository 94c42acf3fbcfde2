"""Posting over the web: nothing of the machine's own settings gets between us and the provider."""

from __future__ import annotations

import pytest

from clientsheet.mail.web import Web
from tests.servers.web import Answer, Request, WebDouble
from tests.transports.worlds import WORLDS, OfTheWeb

web_worlds = pytest.mark.parametrize("world", [kind for kind in WORLDS if issubclass(kind, OfTheWeb)], indirect=True)


class Echo(WebDouble):
    def answer(self, request: Request) -> Answer:
        if request.path == "/elsewhere":
            return Answer(307, {}, {"Location": self.url})
        return Answer(200, {"body": request.body.decode(), **request.headers})


@pytest.fixture
def echo(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with Echo() as double:
        yield double


@web_worlds
def test_a_netrc_of_the_account_does_not_replace_our_login(world, way, log, letters, tmp_path, monkeypatch):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    way().hand_over(iter(letters), log)
    assert set(world.copies().values()) == {1}


def test_the_body_goes_with_its_length_after_the_journal_was_told(echo):
    told = []
    reply = Web.bearing("key").post(f"{echo.url}/", "так".encode(), lambda: told.append(len(echo.exchanges)))
    assert told == [0]
    assert (reply.said["body"], reply.said["content-length"]) == ("так", "6")
    assert reply.said["authorization"] == "Bearer key"


def test_a_token_follows_no_redirect(echo):
    reply = Web.bearing("key").post(f"{echo.url}/elsewhere", b"{}")
    assert reply.status == 307
    assert len(echo.exchanges) == 1


def test_what_is_shown_of_an_answer_is_one_short_line_without_the_secret(echo):
    echo.script(Answer(200, "key \u202e\n" + "x" * 1000))
    reply = Web.bearing("key").post(echo.url, b"{}")
    assert "key" not in reply.text
    assert len(reply.text) <= 200
    assert "\u202e" not in reply.text
