"""Flows of funds and headlines, as their sources send them."""

from __future__ import annotations

from datetime import date, timedelta
from email.utils import format_datetime
from typing import Any
from xml.sax.saxutils import escape

from tests.providers.day.asking import (
    FIGURES,
    HOUR,
    Answers,
    Asked,
    Payload,
    as_json,
    midnight,
    millis,
    weekdays_back,
)

FUNDS: dict[str, dict[str, list[float]]] = FIGURES["funds"]
"""Millions of dollars by fund, the newest session first."""
SESSIONS = 12
MILLION = 1_000_000


def _days(asked: Asked) -> list[date]:
    """Sessions up to yesterday, the newest last."""
    return weekdays_back(asked.now.date() - timedelta(days=1), SESSIONS)


def _flow(flows: list[float], back: int) -> float:
    """Millions of one fund so many sessions ago; before those that are known, a little in."""
    return flows[back] if back < len(flows) else 5.0


def _cell(amount: float | None) -> str:
    if amount is None:
        return "-"
    return f"({-amount:,.1f})" if amount < 0 else f"{amount:,.1f}"


def _farside(asked: Asked) -> Payload:
    funds = FUNDS[asked.last.upper()]
    days = _days(asked)
    rows = [
        ["", *("" for _ in funds), "Total"],
        ["", *funds, ""],
        ["Fee", *("0.25%" for _ in funds), ""],
    ]
    for back, day in zip(range(SESSIONS - 1, -1, -1), days, strict=True):
        flows = [_flow(each, back) for each in funds.values()]
        rows.append([f"{day:%d %b %Y}", *map(_cell, flows), _cell(round(sum(flows), 1))])
    # the session of today has not been reported
    today = f"{asked.now:%d %b %Y}"
    rows.append([today, *(_cell(None) for _ in funds), "0.0"])
    rows.append(["Total", *("99.0" for _ in funds), "999.0"])
    body = "".join(
        "<tr>" + "".join(f"<td><span>{cell}</span></td>" for cell in row) + "</tr>" for row in rows
    )
    page = f"<html><body><table class='etf'>{body}</table></body></html>"
    return Payload(body=page.encode(), content_type="text/html; charset=UTF-8")


def _summary(asked: Asked) -> Payload:
    funds = FUNDS[asked.query["symbol"]]
    rows: list[dict[str, Any]] = [
        {
            "date": day.isoformat(),
            "total_net_inflow": sum(_flow(each, back) for each in funds.values()) * MILLION,
        }
        for back, day in enumerate(reversed(_days(asked)))
    ]
    pending = {"date": asked.now.date().isoformat(), "total_net_inflow": None}
    return as_json({"code": 0, "message": "success", "data": [pending, *rows]})


def _fund(asked: Asked) -> Payload:
    flows = FUNDS["BTC"].get(asked.path.split("/")[5], [0.0])
    rows = [
        {"date": day.isoformat(), "net_inflow": _flow(flows, back) * MILLION}
        for back, day in enumerate(reversed(_days(asked)))
    ]
    return as_json({"code": 0, "data": rows[: int(asked.query["limit"])]})


def _coinglass(asked: Asked) -> Payload:
    funds = FUNDS["BTC"]
    rows = []
    for back, day in zip(range(SESSIONS - 1, -1, -1), _days(asked), strict=True):
        flows = {ticker: _flow(each, back) * MILLION for ticker, each in funds.items()}
        rows.append(
            {
                "timestamp": millis(midnight(day)),
                "flow_usd": sum(flows.values()),
                "etf_flows": [{"etf_ticker": name, "flow_usd": usd} for name, usd in flows.items()],
            }
        )
    return as_json({"code": "0", "data": rows})


def feed(asked: Asked, title: str, items: list[tuple[float, str]]) -> Payload:
    """Items of a feed: how many hours ago, and the headline."""
    told = "".join(
        f"<item><title>{escape(text)}</title>"
        f"<link>https://news.example/{place}</link>"
        f"<pubDate>{format_datetime(asked.now - HOUR * hours)}</pubDate><description/></item>"
        for place, (hours, text) in enumerate(items)
    )
    body = (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
        f"<title>{title}</title>{told}</channel></rss>"
    )
    return Payload(body=body.encode(), content_type="application/rss+xml")


def _headlines(asked: Asked) -> Payload:
    items = [(float(hours), str(text)) for hours, text in FIGURES["headlines"]]
    return feed(asked, asked.provider, items)


ANSWERS: Answers = {
    "/farside/btc/": _farside,
    "/farside/eth/": _farside,
    "/farside/sol/": _farside,
    "/sosovalue/openapi/v1/etfs/summary-history": _summary,
    "/sosovalue/openapi/v1/etfs/{}/history": _fund,
    "/coinglass/api/etf/bitcoin/flow-history": _coinglass,
    "/coindesk/arc/outboundfeeds/rss": _headlines,
    "/cointelegraph/rss": _headlines,
    "/sec/news/pressreleases.rss": _headlines,
}
