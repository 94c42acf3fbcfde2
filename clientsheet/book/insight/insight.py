"""Shop -> Insight: everything the summary tab and the report say, computed from the owner's data at once. Pure."""

from __future__ import annotations

from clientsheet.book.insight.bought import Bought
from clientsheet.book.insight.glance import glance
from clientsheet.book.insight.health import debts, health
from clientsheet.book.insight.income import income
from clientsheet.book.insight.lines import services, staff
from clientsheet.book.insight.moved import segments
from clientsheet.book.insight.overdue import overdue
from clientsheet.book.insight.repeat import cohorts, repeat
from clientsheet.book.insight.rfm import rfm
from clientsheet.book.insight.sources import sources
from clientsheet.book.insight.values import Insight
from clientsheet.book.shop import Shop
from clientsheet.sheet.finding import Findings


def insight(shop: Shop, findings: Findings | None = None) -> Insight:
    """``findings``: what ``rules.check`` found in the same book; without it the health of the data tells only what is
    missing."""
    bought = Bought.of(shop.purchases, shop.today)
    table = shop.purchases.table
    return Insight(
        today=shop.book.today,
        currency=shop.book.config.currency,
        basis=table.tab.name,
        basis_title=table.title,
        clients_title=shop.book["clients"].title,
        glance=glance(shop, bought),
        segments=segments(shop, bought),
        overdue=overdue(shop),
        income=income(shop, bought),
        services=services(shop, bought),
        sources=sources(shop, bought),
        staff=staff(shop, bought),
        repeat=repeat(shop, bought),
        cohorts=cohorts(shop, bought),
        rfm=rfm(shop),
        debts=debts(shop),
        health=health(shop, bought, findings),
    )
