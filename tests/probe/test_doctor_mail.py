"""What doctor says of the mail account, the domain and a trial letter."""

from __future__ import annotations

import pytest

from clientsheet.jobs.doctor import run
from clientsheet.jobs.doctor.accounts import accounts
from clientsheet.jobs.doctor.domain import domain
from clientsheet.jobs.doctor.trial import known, last_trial, trial
from clientsheet.mail.dns_checks import Dkim, Dmarc, Spf, resolver
from clientsheet.mail.imap_client import ImapAccount
from clientsheet.text import LANGUAGES, catalogue, say
from tests.servers.authority import Authority
from tests.servers.dovecot import Dovecot
from tests.servers.names import Names
from tests.servers.needs import free_port
from tests.servers.postfix import Postfix

GOOD = {
    "example.test": ["v=spf1 mx -all"],
    "april26._domainkey.example.test": ["v=DKIM1; p=MIGf"],
    "_dmarc.example.test": ["v=DMARC1; p=reject"],
}


def told(lines) -> dict[str, tuple[str, str]]:
    """Name -> state and sentence."""
    return {line.name: (line.state, line.told("en")) for line in lines}


def states(lines) -> dict[str, str]:
    return {line.name: line.state for line in lines}


def asked(workspace, texts, selectors=("april26",)):
    with Names(texts) as names:
        return told(domain(workspace, resolver(names.resolver), selectors))


# -- accounts


def test_a_mailbox_that_lets_us_in_is_told_with_its_folders(shop):
    found = told(accounts(shop("imap")))
    assert {name: state for name, (state, _) in found.items()} == {
        "mail_transport": "ok",
        "mailbox": "ok",
        "drafts_folder": "ok",
        "sent_folder": "ok",
    }
    assert "Drafts" in found["drafts_folder"][1]
    assert "not encrypted" in found["mailbox"][1]


def test_a_wrong_password_is_told_in_the_servers_words(shop, monkeypatch):
    monkeypatch.setenv("WRONG_PASSWORD", "wrong")
    state, sentence = told(accounts(shop("imap", imap={"password": "env:WRONG_PASSWORD"})))["mailbox"]
    assert state == "bad"
    assert "AUTHENTICATIONFAILED" in sentence
    assert "wrong" not in sentence


def test_a_password_that_is_nowhere_is_told_by_its_place(shop):
    state, sentence = told(accounts(shop("imap", imap={"password": "env:NOT_SET_AT_ALL"})))["mailbox"]
    assert state == "bad"
    assert "NOT_SET_AT_ALL" in sentence
    assert sentence.endswith(say("en", "config.secret-missing.cure", name="env:NOT_SET_AT_ALL"))


def test_a_server_that_is_away_is_told_with_its_address(shop):
    port = free_port()
    state, sentence = told(accounts(shop("imap", imap={"port": port})))["mailbox"]
    assert state == "bad"
    assert f"127.0.0.1:{port}" in sentence


def test_a_mailbox_without_drafts_is_in_the_way_only_where_drafts_are_to_lie_there(shop):
    with Dovecot(folders={"Sent": "\\Sent"}) as server:
        place = {"port": server.imap}
        assert states(accounts(shop("imap", imap=place)))["drafts_folder"] == "bad"
        assert states(accounts(shop("folder", imap=place)))["drafts_folder"] == "note"


def test_a_certificate_that_cannot_be_trusted_is_told(shop, tmp_path):
    with Dovecot(tls=Authority(tmp_path / "authority")) as server:
        state, sentence = told(accounts(shop("imap", imap={"port": server.imaps, "security": "tls"})))["mailbox"]
    assert state == "bad"
    assert "certificate" in sentence


def test_a_mail_server_that_lets_us_in_is_told(shop, dovecot):
    with Postfix(lmtp=dovecot.lmtp) as server:
        smtp = {"host": "127.0.0.1", "port": server.port, "security": "none"}
        assert states(accounts(shop("smtp", smtp=smtp)))["mail_server"] == "ok"
    assert states(accounts(shop("smtp", smtp=smtp)))["mail_server"] == "bad"


def test_a_shop_with_a_folder_of_drafts_is_asked_nothing_over_the_network(shop, monkeypatch):
    monkeypatch.setattr("socket.socket.connect", _never)
    lines = run(shop("folder", imap={"host": "", "security": "tls"})).lines
    assert states(lines)["mail_folder"] == "ok"
    assert not {"mailbox", "mail_server", "spf", "dns"} & states(lines).keys()


def _never(*_):
    raise AssertionError("a connection")


def test_a_service_without_its_secret_is_told(shop):
    sms = {"sms": {"token": "env:NOT_SET_AT_ALL", "sender": "SALON"}}
    state, sentence = told(accounts(shop("folder", channels=sms)))["service"]
    assert state == "bad"
    assert "turbosms" in sentence
    assert "NOT_SET_AT_ALL" in sentence


# -- the domain


def test_a_domain_that_is_well_set_up_is_told_so(shop):
    found = asked(shop("imap"), GOOD)
    assert {name: state for name, (state, _) in found.items()} == {"spf": "ok", "dkim": "ok", "dmarc": "ok"}


def test_a_domain_that_says_nothing_is_told_what_to_add(shop):
    found = asked(shop("imap"), {})
    assert {name: state for name, (state, _) in found.items()} == {"spf": "bad", "dkim": "note", "dmarc": "note"}
    assert "_dmarc.example.test" in found["dmarc"][1]


def test_the_missing_provider_is_named(shop):
    workspace = shop("smtp", smtp={"host": "smtp.gmail.com"})
    state, sentence = asked(workspace, GOOD)["spf"]
    assert state == "note"
    assert "include:_spf.google.com" in sentence


def test_an_address_of_a_great_provider_is_not_judged_by_its_dns(shop):
    found = asked(shop("imap", from_="salon@ukr.net"), {})
    assert list(found) == ["domain_of_provider"]


def test_a_dns_that_does_not_answer_is_a_note(shop):
    with Names({}, failing=["example.test"]) as names:
        assert states(domain(shop("imap"), resolver(names.resolver), ())) == {"dns": "note"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_has_its_sentence(language):
    wanted = {f"{kind.__name__.lower()}.{one}" for kind in (Spf, Dkim, Dmarc) for one in kind if one != "ok"}
    assert wanted - catalogue(language).keys() == set()


# -- the trial letter


def test_a_trial_draft_lies_in_the_mailbox_and_what_it_showed_is_known(shop, dovecot, user):
    workspace = shop("imap")
    assert states(known(workspace)) == {"trial_none": "note"}
    assert states(trial(workspace, patience=10)) == {"trial": "ok", "trial_copy": "ok"}
    assert len(dovecot.messages(user, "Drafts")) == 1
    assert states(known(workspace)) == {"trial_copy": "ok"}
    assert last_trial(workspace).kept is True


def test_a_trial_letter_through_a_real_server_arrives_and_the_missing_copy_is_told(shop, dovecot, user):
    with Postfix(lmtp=dovecot.lmtp) as server:
        workspace = shop("smtp", smtp={"host": "127.0.0.1", "port": server.port, "security": "none"})
        found = states(trial(workspace, patience=2))
        server.settle()
    assert found == {"trial": "ok", "trial_no_copy": "note"}
    (arrived,) = dovecot.messages(user)
    assert b"Auto-Submitted: auto-generated" in arrived.content
    with ImapAccount.opened(workspace.config) as account:
        assert next(account.newer("INBOX", 1)).flags & {"\\Seen"} == frozenset()


def test_a_trial_letter_that_is_refused_is_told_in_the_servers_words(shop, dovecot):
    with Postfix(lmtp=dovecot.lmtp) as server:
        smtp = {"host": "127.0.0.1", "port": server.port, "security": "none"}
        lines = list(trial(shop("smtp", smtp=smtp, owner="reject@example.test"), patience=1))
    assert states(lines) == {"trial": "bad"}
    assert "5.1.1" in told(lines)["trial"][1]


def test_a_trial_letter_needs_somebody_to_go_to(shop):
    assert states(trial(shop("imap", owner=""), patience=1)) == {"trial_nobody": "note"}
    assert states(trial(shop("folder"), patience=1)) == {"trial_folder": "note"}


def test_no_line_needs_a_fact_that_it_does_not_carry(shop, dovecot):
    """Every sentence that came up in a whole run is said without a hole left open, in each language."""
    with Names(GOOD) as names:
        outcome = run(shop("imap"), letter=True, records=resolver(names.resolver), patience=5)
    for language in LANGUAGES:
        assert all(line.told(language) for line in outcome.lines)
