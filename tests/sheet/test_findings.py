"""Findings are counted all and kept as far as anybody reads."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from clientsheet.sheet.finding import KEPT_PER_CODE, Finding, Findings, Severity, some_of_each

BAD_PHONE = Finding("phone-invalid", Severity.ERROR, "Клієнти", 7, 3, value="12")
_findings = st.lists(
    st.builds(
        Finding,
        st.sampled_from(["phone-invalid", "email-typo"]),
        st.sampled_from(Severity),
        st.sampled_from(["Клієнти", "Візити"]),
        st.integers(0, 5),
        st.integers(0, 3),
    )
)


def test_a_finding_names_its_cell_and_a_remark_about_a_whole_tab_names_none() -> None:
    assert BAD_PHONE.cell == "C7"
    assert [replace(BAD_PHONE, **gone).cell for gone in ({"row": 0}, {"column": 0})] == ["", ""]


@given(_findings, _findings)
def test_what_was_found_twice_is_told_and_counted_once(first: list[Finding], again: list[Finding]) -> None:
    """However findings arrive, each is there once, in the order of discovery."""
    findings = Findings(first)
    findings.add(again)
    findings.add(first)
    told = [finding for at, finding in enumerate(first + again) if finding not in (first + again)[:at]]
    assert list(findings) == told
    assert len(findings) == len(told)
    assert findings.counts == {each: sum(finding.severity is each for finding in told) for each in Severity}
    assert findings.untold == {}


def test_the_first_thousand_of_a_kind_are_kept_and_the_rest_are_counted() -> None:
    """The next kind, and the same kind on another tab, have a thousand of their own."""
    findings = Findings(replace(BAD_PHONE, row=row) for row in range(1, KEPT_PER_CODE + 3))
    findings.add([replace(BAD_PHONE, code="email-typo"), replace(BAD_PHONE, tab="Телефони")])
    assert [finding.row for finding in findings] == [*range(1, KEPT_PER_CODE + 1), 7, 7]
    assert len(findings) == KEPT_PER_CODE + 4
    assert findings.untold == {("Клієнти", "phone-invalid"): 2}


def test_those_counted_without_being_looked_at_count_like_the_others() -> None:
    findings = Findings([BAD_PHONE])
    findings.more("Клієнти", "phone-invalid", Severity.ERROR, KEPT_PER_CODE)
    findings.more("Візити", "date-unsure", Severity.HINT, 3)
    assert (len(findings), len(list(findings))) == (KEPT_PER_CODE + 4, 1)
    assert findings.counts == {Severity.ERROR: KEPT_PER_CODE + 1, Severity.WARNING: 0, Severity.HINT: 3}
    assert findings.untold == {("Клієнти", "phone-invalid"): 1}
    findings.more("Телефони", "phone-invalid", Severity.ERROR, KEPT_PER_CODE)
    assert ("Телефони", "phone-invalid") not in findings.untold
    findings.more("Телефони", "phone-invalid", Severity.ERROR, 2)
    assert findings.untold["Телефони", "phone-invalid"] == 2


@given(_findings, st.integers(0, 3))
def test_some_of_each_are_the_first_of_each_kind_in_their_order(findings: list[Finding], number: int) -> None:
    """One trouble does not drown the others."""
    some = list(some_of_each(findings, number))
    for kind in {(finding.tab, finding.code) for finding in findings}:
        of_kind = [finding for finding in findings if (finding.tab, finding.code) == kind]
        assert [finding for finding in some if (finding.tab, finding.code) == kind] == of_kind[:number]
    rest = iter(findings)
    assert all(any(finding is one for one in rest) for finding in some)
