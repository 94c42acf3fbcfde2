"""What a domain says of mail in its name, asked of a real DNS server."""

from __future__ import annotations

import pytest

from clientsheet.mail.dns_checks import Dkim, Dmarc, NoAnswer, Spf, resolver, sender_of, standing
from tests.servers.names import Names
from tests.servers.needs import free_port

SPF = "v=spf1 include:_spf.google.com -all"
KEY = "v=DKIM1; k=rsa; p=" + "MIGfMA0GCSqG" * 30
DMARC = "v=DMARC1; p=quarantine; rua=mailto:owner@salon.test"


def asked(texts, *, domain="salon.test", server="smtp.gmail.com", selectors=()):
    whole = {"_spf.google.com": ["v=spf1 ip4:192.0.2.0/24 ~all"], **texts}
    with Names({name: [found] if isinstance(found, str) else found for name, found in whole.items()}) as names:
        return standing(domain, resolver(names.resolver), server=server, selectors=selectors)


def spf(*records, **more):
    return asked({"salon.test": list(records), **more}).spf


def dmarc(texts, domain="salon.test"):
    return asked(texts, domain=domain).dmarc


def test_a_domain_that_is_set_up_well_is_well_in_all_three():
    found = asked({"salon.test": SPF, "google._domainkey.salon.test": KEY, "_dmarc.salon.test": DMARC})
    assert (found.spf, found.dkim, found.dmarc) == (Spf.OK, Dkim.OK, Dmarc.OK)
    assert (found.selector, found.needed) == ("google", "")


def test_a_domain_that_says_nothing_lacks_all_three():
    found = asked({})
    assert (found.spf, found.dkim, found.dmarc) == (Spf.NONE, Dkim.NONE, Dmarc.NONE)


def test_other_texts_of_a_domain_are_no_spf():
    assert spf("google-site-verification=x", "v=spf10 -all") == Spf.NONE
    assert spf("google-site-verification=x", SPF) == Spf.OK


def test_two_spf_records_are_as_good_as_none():
    assert spf(SPF, "v=spf1 -all") == Spf.SEVERAL


def test_the_server_that_sends_must_be_in_spf():
    found = asked({"salon.test": "v=spf1 include:other.test -all", "other.test": "v=spf1 -all"})
    assert (found.spf, found.needed) == (Spf.WITHOUT_SENDER, "_spf.google.com")


def test_an_include_of_an_include_counts():
    assert spf("v=spf1 include:all.test -all", **{"all.test": SPF}) == Spf.OK


def test_a_redirect_counts_and_its_all_is_ours():
    assert spf("v=spf1 redirect=all.test", **{"all.test": SPF}) == Spf.OK
    assert spf("v=spf1 redirect=all.test", **{"all.test": "v=spf1 include:_spf.google.com +all"}) == Spf.EVERYBODY


def test_all_the_world_may_send_only_where_our_own_record_says_so():
    assert spf("v=spf1 include:_spf.google.com all") == Spf.EVERYBODY
    assert spf("v=spf1 include:_spf.google.com include:wide.test -all", **{"wide.test": "v=spf1 +all"}) == Spf.OK


@pytest.mark.parametrize(("names", "verdict"), [(9, Spf.OK), (10, Spf.TOO_LONG)])
def test_ten_questions_are_the_most_that_spf_may_ask(names, verdict):
    more = " ".join(f"a:host{number}.test/24" for number in range(names))
    assert spf(f"v=spf1 {more} include:_spf.google.com -all") == verdict


def test_a_record_that_includes_itself_comes_to_an_end():
    assert spf("v=spf1 include:salon.test -all") == Spf.TOO_LONG


def test_a_server_that_nobody_knows_needs_nothing():
    assert asked({"salon.test": "v=spf1 mx -all"}, server="mail.salon.test").spf == Spf.OK


@pytest.mark.parametrize(
    ("server", "needed"),
    [
        ("smtp.gmail.com", "_spf.google.com"),
        ("SMTP.Office365.com", "spf.protection.outlook.com"),
        ("notgmail.com", ""),
        ("", ""),
    ],
)
def test_a_provider_is_known_by_its_server(server, needed):
    assert sender_of(server) == needed


def test_a_key_under_a_name_of_ours_is_found():
    found = asked({"clientsheet7._domainkey.salon.test": KEY}, selectors=["clientsheet7"])
    assert (found.dkim, found.selector) == (Dkim.OK, "clientsheet7")


def test_an_empty_key_is_a_revoked_one_unless_another_is_good():
    revoked = {"google._domainkey.salon.test": "v=DKIM1; p="}
    assert asked(revoked).dkim == Dkim.REVOKED
    assert asked({**revoked, "default._domainkey.salon.test": KEY}).dkim == Dkim.OK


def test_a_policy_that_only_watches_is_told_from_one_that_acts():
    assert dmarc({"_dmarc.salon.test": "v=DMARC1; p=none"}) == Dmarc.WATCHING
    assert dmarc({"_dmarc.salon.test": "v=DMARC1;p=reject"}) == Dmarc.OK


def test_a_policy_of_the_domain_above_holds_with_what_it_says_of_those_below():
    above = "v=DMARC1; p=reject; sp=none"
    assert dmarc({"_dmarc.salon.test": above}, "mail.salon.test") == Dmarc.WATCHING
    assert dmarc({"_dmarc.salon.test": "v=DMARC1; p=reject"}, "mail.salon.test") == Dmarc.OK
    assert dmarc({"_dmarc.salon.test": above}) == Dmarc.OK


def test_a_policy_twice_or_without_a_word_is_broken():
    assert dmarc({"_dmarc.salon.test": ["v=DMARC1; p=none", "v=DMARC1; p=reject"]}) == Dmarc.BROKEN
    assert dmarc({"_dmarc.salon.test": "v=DMARC1; rua=mailto:x@salon.test"}) == Dmarc.BROKEN


def test_a_server_that_fails_is_no_answer_rather_than_a_no():
    with Names({}, failing=["salon.test"]) as names, pytest.raises(NoAnswer):
        standing("salon.test", resolver(names.resolver))


def test_a_name_that_the_dns_cannot_hold_has_no_records():
    with Names({}) as names:
        assert resolver(names.resolver)("x" * 64 + ".test") == ()
        assert names.asked == []


def test_where_nobody_listens_there_is_no_answer(monkeypatch):
    monkeypatch.setattr("clientsheet.mail.dns_checks.PATIENCE", 0.3)
    with Names({}) as names:
        names.resolver.port = free_port()
        with pytest.raises(NoAnswer):
            resolver(names.resolver)("salon.test")


def test_each_name_is_asked_once():
    with Names({"salon.test": [SPF]}) as names:
        records = resolver(names.resolver)
        assert records("salon.test") == records("salon.test") == (SPF,)
        assert names.asked == ["salon.test"]
