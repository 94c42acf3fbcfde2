"""Everything the program may say about a workbook, and how grave it is: one row for each rule.

A rule without a check is raised where the cell is read (``sheet.kinds``), where the tabs are understood
(``Book.news``) or where a mailing is (``letters.rows``); here it gets its severity. The words of a rule are ``finding.<code>`` in the catalogue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from clientsheet.book.checks import dates, documents, duplicates, identity, letters, links, money, tabs
from clientsheet.book.checks.spot import Check, Spot
from clientsheet.book.letters.rows import mailings
from clientsheet.sheet.finding import KEPT_PER_CODE, Finding, Findings, Severity
from clientsheet.sheet.kinds import Remark
from clientsheet.sheet.tables import Table, TableColumn

if TYPE_CHECKING:
    from clientsheet.book.book import Book
    from clientsheet.book.shop import Shop

ERROR, WARNING, HINT = Severity.ERROR, Severity.WARNING, Severity.HINT


@dataclass(frozen=True, slots=True)
class Rule:
    """``sharpens``: the remark (tab, column, code) that this rule says more exactly."""

    code: str
    severity: Severity
    check: Check | None = None
    sharpens: tuple[str, str, str] | None = None


RULES: Final[tuple[Rule, ...]] = (
    # How the workbook is built
    Rule("tab-missing", ERROR),
    Rule("heading-missing", ERROR),
    Rule("heading-doubled", WARNING),
    Rule("heading-spare", HINT),
    Rule("tab-doubled", WARNING),
    Rule("tab-protected", WARNING, tabs.tab_protected),
    Rule("cells-merged", WARNING, tabs.cells_merged),
    Rule("column-unclaimed", HINT, tabs.column_unclaimed),
    Rule("workbook-copy", WARNING),
    Rule("setting-unknown", WARNING),
    Rule("setting-unreadable", WARNING),
    # Any cell
    Rule("error-cell", ERROR),
    Rule("uncalculated", WARNING),
    Rule("text-too-long", ERROR),
    Rule("formula-like", HINT),
    Rule("stray-blanks", HINT),
    Rule("mixed-alphabet", WARNING),
    Rule("unknown-word", WARNING),
    Rule("hidden-row", HINT),
    # Who is who
    Rule("id-doubled", ERROR, identity.id_doubled),
    Rule("id-missing", HINT, identity.id_missing),
    Rule("key-missing", WARNING, identity.key_missing),
    Rule("name-missing", ERROR, identity.name_missing),
    Rule("value-missing", WARNING, identity.value_missing),
    Rule("value-doubled", WARNING, identity.value_doubled),
    Rule("phone-doubled", WARNING, duplicates.phone_doubled),
    Rule("phone-household", HINT, duplicates.phone_household),
    Rule("email-doubled", WARNING, duplicates.email_doubled),
    Rule("person-doubled", WARNING, duplicates.person_doubled),
    # Phones and addresses
    Rule("phone-invalid", ERROR),
    Rule("phone-digits", ERROR),
    Rule("phone-digits-extra", ERROR),
    Rule("phone-code", ERROR),
    Rule("phone-rounded", ERROR),
    Rule("phone-country", WARNING),
    Rule("phone-restored", HINT),
    Rule("email-invalid", ERROR),
    Rule("email-typo", WARNING),
    Rule("email-alphabet", ERROR),
    Rule("address-missing", WARNING, letters.address_missing),
    # Days and intervals
    Rule("date-unreadable", ERROR),
    Rule("date-no-year", ERROR),
    Rule("date-impossible", ERROR),
    Rule("date-unsure", WARNING),
    Rule("date-as-text", HINT),
    Rule("date-as-number", WARNING),
    Rule("date-future", WARNING, dates.date_future),
    Rule("visit-ahead", HINT, dates.visit_ahead),
    Rule("date-ancient", WARNING, dates.date_ancient),
    Rule("end-before-start", ERROR, dates.end_before_start),
    Rule("time-unreadable", WARNING),
    Rule("birthday-future", WARNING),
    Rule("birthday-this-year", HINT),
    Rule("birthday-age", WARNING),
    Rule("interval-unreadable", ERROR),
    Rule("interval-unsure", WARNING),
    # Numbers and money
    Rule("number-unreadable", ERROR),
    Rule("number-unsure", ERROR),
    Rule("number-is-date", ERROR),
    Rule("number-not-whole", ERROR),
    Rule("number-as-text", HINT),
    Rule("currency-foreign", WARNING),
    Rule("price-negative", ERROR, money.price_negative),
    Rule("paid-too-much", WARNING, money.paid_too_much),
    Rule("yes-no-unreadable", ERROR),
    # Documents
    Rule("tax-id-invalid", WARNING, documents.tax_id_invalid),
    Rule("iban-invalid", ERROR, documents.iban_invalid),
    Rule("document-doubled", ERROR, documents.document_doubled),
    Rule("document-gap", WARNING, documents.document_gap),
    # What a row refers to
    Rule("client-missing", HINT, identity.client_missing),
    Rule("client-unknown", ERROR, links.client_unknown),
    Rule("client-ambiguous", ERROR, links.client_ambiguous),
    Rule("service-unknown", WARNING, links.service_unknown),
    Rule("staff-unknown", WARNING, links.staff_unknown),
    # Mailings
    Rule("mailing-occasion-unknown", ERROR, sharpens=("mailings", "occasion", "unknown-word")),
    Rule("mailing-template-unknown", ERROR, letters.template_unknown),
    Rule("mailing-audience", ERROR),
    Rule("mailing-occasion", ERROR),
    Rule("mailing-date", ERROR),
    Rule("mailing-drafts-only", HINT),
)

_BY_CODE: Final = {rule.code: rule for rule in RULES}
_SHARPER: Final = {rule.sharpens: rule.code for rule in RULES if rule.sharpens}


def rule(code: str) -> Rule:
    """KeyError: a code nobody declared."""
    return _BY_CODE[code]


def spoken_code(table: Table, column: TableColumn, code: str) -> str:
    """The code under which a remark on a cell is told: that of the rule which says it more exactly, if there is one."""
    return _SHARPER.get((table.tab.name, column.declared.name, code), code)


def check(book: Book, shop: Shop, copies: Iterable[str] = ()) -> Findings:
    """Every finding of the workbook. ``copies``: the names of files beside it that look like conflict copies of it."""
    elsewhere = (*book.news, *mailings(shop)[1])
    findings = Findings(replace(said, severity=rule(said.code).severity) for said in elsewhere)
    for name in copies:
        findings.add([Finding("workbook-copy", WARNING, "", 0, 0, facts={"file": name})])
    for table in book.tables.values():
        if table.present and table.tab.writer != "program":
            for column in table.columns.values():
                _add_remarks(findings, table, column, shop)
    for declared in RULES:
        if declared.check is not None:
            _add_spots(findings, declared, iter(declared.check(book, shop)), shop)
    findings.add(list(_in_hidden_rows(findings, book)))
    return findings


def ordered(findings: Iterable[Finding], book: Book) -> list[Finding]:
    """As a person reads them: the gravest first, then tab by tab, row by row."""
    grave = {severity: place for place, severity in enumerate(Severity)}
    tabs_ = {title: place for place, title in enumerate(book.titles, 1)}
    return sorted(findings, key=lambda one: (grave[one.severity], tabs_.get(one.tab, 0), one.row, one.column, one.code))


def client_key(shop: Shop, table: Table, index: int) -> str:
    """The key of the client a record is about; '' where there is none."""
    if index < 0:
        return ""
    if table.tab.name == "clients":
        return shop.keys[index]
    if "client" not in table:
        return ""
    client = int(shop.links(table.tab.name)[index])
    return shop.keys[client] if client >= 0 else ""


def _add_remarks(findings: Findings, table: Table, column: TableColumn, shop: Shop) -> None:
    """What reading the cells said; of a column with one trouble in every row only the first are looked at."""
    for code, number in Counter(remark.code for remark in column.remarks).items():
        said = rule(spoken_code(table, column, code))
        # A value the owner typed over a filled one is theirs, whatever it is.
        if column.declared.filled and code != "error-cell":
            continue
        first = islice((remark for remark in column.remarks if remark.code == code), KEPT_PER_CODE)
        findings.add(_remarked(said, table, column, remark, shop) for remark in first)
        findings.more(table.title, said.code, said.severity, max(number - KEPT_PER_CODE, 0))


def _remarked(said: Rule, table: Table, column: TableColumn, remark: Remark, shop: Shop) -> Finding:
    return Finding(
        said.code,
        said.severity,
        table.title,
        table.rows[remark.index],
        column.number,
        column.heading,
        column.raw[remark.index],
        remark.facts,
        remark.cure,
        client_key(shop, table, remark.index),
    )


def _add_spots(findings: Findings, said: Rule, spots: Iterator[Spot], shop: Shop) -> None:
    findings.add(_spotted(said, spot, shop) for spot in islice(spots, KEPT_PER_CODE))
    for title, number in Counter(spot.table.title for spot in spots).items():
        findings.more(title, said.code, said.severity, number)


def _spotted(said: Rule, spot: Spot, shop: Shop) -> Finding:
    row, column = spot.place
    return Finding(
        said.code,
        said.severity,
        spot.table.title,
        row,
        column,
        spot.heading,
        spot.value,
        spot.facts,
        client=client_key(shop, spot.table, spot.index),
    )


def _in_hidden_rows(findings: Findings, book: Book) -> Iterator[Finding]:
    """One hint for each hidden row that holds an error: the owner looks for the cell and does not see it."""
    hidden = {table.title: frozenset(table.hidden_rows) for table in book.tables.values()}
    told: set[tuple[str, int]] = set()
    for finding in findings:
        place = (finding.tab, finding.row)
        if finding.severity is ERROR and finding.row in hidden.get(finding.tab, ()) and place not in told:
            told.add(place)
            yield Finding(
                "hidden-row",
                HINT,
                *place,
                finding.column,
                finding.heading,
                finding.value,
                client=finding.client,
            )
