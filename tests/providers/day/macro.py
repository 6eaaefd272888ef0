"""Other markets by session, and odds of a rate decision, as their sources send them."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.providers.day.asking import (
    DAY,
    FIGURES,
    Answers,
    Asked,
    Payload,
    as_csv,
    as_json,
    midnight,
    seconds,
    walk,
    weekdays_back,
)

COUNT = 60
"""Sessions in an answer."""
SESSIONS: dict[str, list[float]] = FIGURES["sessions"]
FIXINGS: dict[str, list[float]] = FIGURES["fixings"]
ODDS: dict[str, float] = FIGURES["odds"]
SYMBOLS = {
    "%5ENDX": ("nasdaq_100", "America/New_York"),
    "%5EGSPC": ("sp500", "America/New_York"),
    "%5EDJI": ("dow_jones", "America/New_York"),
    "%5EN225": ("nikkei_225", "Asia/Tokyo"),
    "%5EHSI": ("hang_seng", "Asia/Hong_Kong"),
    "%5EVIX": ("vix", "America/New_York"),
    "DX-Y.NYB": ("dollar_index", "America/New_York"),
    "GC=F": ("gold", "America/New_York"),
    "CL=F": ("oil", "America/New_York"),
    "JPY=X": ("JPY", "Europe/London"),
    "%5ETNX": ("us10y", "America/New_York"),
}
SERIES = {
    "NASDAQ100": "nasdaq_100",
    "SP500": "sp500",
    "VIXCLS": "vix",
    "DGS10": "us10y",
    "DEXJPUS": "JPY",
}


def rows(name: str, newest: date) -> list[tuple[date, float]]:
    """Sessions up to *newest* with the last value of each."""
    pair = SESSIONS[name] if name in SESSIONS else FIXINGS[name]
    return list(zip(weekdays_back(newest, COUNT), walk(pair, COUNT), strict=True))


def yesterday(asked: Asked) -> date:
    """The day before the clock's."""
    return asked.now.date() - timedelta(days=1)


def _yahoo(asked: Asked) -> Payload:
    name, zone = SYMBOLS[asked.last]
    there = ZoneInfo(zone)
    # Asia has closed by the time that the day is played at
    newest = asked.now.date() if zone.startswith("Asia") else yesterday(asked)
    times: list[int] = []
    closes: list[float | None] = []
    for day, value in rows(name, newest):
        times.append(seconds(datetime.combine(day, time(9, 30), there)))
        closes.append(value)
    times.append(seconds(asked.now))
    closes.append(None)  # the session that has not begun, or is not over
    result = {
        "meta": {"symbol": asked.last, "exchangeTimezoneName": zone, "chartPreviousClose": 1.0},
        "timestamp": times,
        "indicators": {"quote": [{"close": closes}]},
    }
    return as_json({"chart": {"result": [result], "error": None}})


def _cboe(asked: Asked) -> Payload:
    days = rows("vix", yesterday(asked))
    table = [f"{day:%m/%d/%Y},{value},{value},{value},{value}" for day, value in days]
    return as_csv("DATE,OPEN,HIGH,LOW,CLOSE", *table)


def _cboe_quote(asked: Asked) -> Payload:
    day, last = rows("vix", yesterday(asked))[-1]
    before = SESSIONS["vix"][1]
    # a time in New York, without saying so
    quote = {"current_price": last, "prev_day_close": before, "last_trade_time": f"{day}T16:14:59"}
    return as_json({"timestamp": f"{asked.now:%Y-%m-%d %H:%M:%S}", "data": quote})


def _treasury(asked: Asked) -> Payload:
    year = int(asked.path.split("/")[-2])
    days = [(day, value) for day, value in rows("us10y", yesterday(asked)) if day.year == year]
    table = [f"{day:%m/%d/%Y},4.30,{value},4.70" for day, value in reversed(days)]
    return as_csv('Date,"1 Mo","10 Yr","30 Yr"', *table)


def _frankfurter(asked: Asked) -> Payload:
    found: dict[str, dict[str, float]] = {}
    for currency in asked.query["symbols"].split(","):
        for day, value in rows(currency, yesterday(asked)):
            found.setdefault(day.isoformat(), {})[currency] = value
    return as_json({"amount": 1.0, "base": "USD", "rates": found})


def _fred_table(asked: Asked) -> Payload:
    series = asked.query["id"]
    days = rows(SERIES[series], yesterday(asked))
    table = [f"{day},{value}" for day, value in days]
    return as_csv(f"observation_date,{series}", *table, f"{asked.now:%Y-%m-%d},")


def _fred_observations(asked: Asked) -> Payload:
    days = rows(SERIES[asked.query["series_id"]], yesterday(asked))
    observed = [{"date": day.isoformat(), "value": str(value)} for day, value in days]
    due = {"date": asked.now.date().isoformat(), "value": "."}
    return as_json({"observations": [*observed, due]})


def decision(now: datetime) -> datetime:
    """When the next decision is told."""
    return midnight(now.date()) + timedelta(days=int(FIGURES["days_to_decision"]), hours=18)


def _kalshi(asked: Asked) -> Payload:
    at = decision(asked.now)
    name = f"KXFEDDECISION-{at:%y%b}".upper()
    before = ODDS["cut_a_day_ago"]
    outcomes = {
        "C26": (0.0, 0.0),
        "C25": (ODDS["cut"], before),
        "H0": (ODDS["hold"], 0.99 - before),
        "H25": (ODDS["hike"], ODDS["hike"]),
    }
    markets = [
        {
            "ticker": f"{name}-{ending}",
            "status": "active",
            "yes_bid_dollars": f"{max(price - 0.005, 0):.4f}",
            "yes_ask_dollars": f"{price + 0.005:.4f}",
            "last_price_dollars": f"{max(price, 0.01):.4f}",
            "previous_price_dollars": f"{max(was, 0.01):.4f}",
        }
        for ending, (price, was) in outcomes.items()
    ]
    event: dict[str, Any] = {
        "event_ticker": name,
        "strike_date": f"{at:%Y-%m-%dT%H:%M:%SZ}",
        "markets": markets,
    }
    return as_json({"cursor": "", "events": [event]})


def _polymarket(asked: Asked) -> Payload:
    at = decision(asked.now)
    rise = ODDS["cut"] - ODDS["cut_a_day_ago"]
    outcomes = {
        "25 bps decrease": (ODDS["cut"], rise),
        "No change": (ODDS["hold"], -rise),
        "25+ bps increase": (ODDS["hike"], 0.0),
    }
    markets = [
        {
            "groupItemTitle": title,
            "outcomes": json.dumps(["Yes", "No"]),
            "outcomePrices": json.dumps([str(price), str(1 - price)]),
            "active": True,
            "closed": False,
            "oneDayPriceChange": change,
        }
        for title, (price, change) in outcomes.items()
    ]
    event = {
        "title": f"Fed decision in {at:%B}?",
        "endDate": f"{at.date() + DAY}T03:59:00Z",
        "closed": False,
        "markets": markets,
    }
    return as_json({"events": [event, {"title": "Another bet", "endDate": None, "markets": []}]})


ANSWERS: Answers = {
    "/yahoo/v8/finance/chart/{}": _yahoo,
    "/cboe/api/global/us_indices/daily_prices/VIX_History.csv": _cboe,
    "/cboe/api/global/delayed_quotes/quotes/_VIX.json": _cboe_quote,
    "/treasury/resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv/{}/all": (
        _treasury
    ),
    "/frankfurter/v1/{}": _frankfurter,
    "/fred/graph/fredgraph.csv": _fred_table,
    "/fred/fred/series/observations": _fred_observations,
    "/kalshi/trade-api/v2/events": _kalshi,
    "/polymarket/public-search": _polymarket,
}
