"""From sessions of funds to readings: the run of outflows, the week, the fund that lost most."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.providers.farside import FARSIDE
from explainer.providers.gather import Gathered
from explainer.providers.nouns import Told
from explainer.providers.parts.funds import fund_flows
from explainer.providers.rows import FUND_FLOWS
from explainer.providers.sessions import is_new_york_session, sessions_in
from explainer.series import FundSession

SEEN = datetime(2026, 7, 14, 4, 0, tzinfo=UTC)


def session(day: str, millions: float, **by_fund: float) -> FundSession:
    """A session of July 2026 or of another day, flows in millions."""
    whole = day if len(day) > 2 else f"2026-07-{day}"
    return FundSession(
        day=date.fromisoformat(whole),
        net_flow_usd=millions * 1e6,
        by_fund={ticker: flow * 1e6 for ticker, flow in by_fund.items()},
    )


def readings(*sessions: FundSession, symbol: str = "BTC") -> Mapping[str, float | str]:
    """The readings of an asset, without the beginning of their paths."""
    told = Told(
        figures=sessions, provider=FARSIDE, url="https://farside.co.uk/btc/", observed_at=SEEN
    )
    (part,) = fund_flows(Gathered(told={FUND_FLOWS[symbol].id: (told,)}, attempts=()))
    return {metric.removeprefix(f"etf.{symbol}."): found for metric, found in part.readings.items()}


def run(*flows: str) -> float | str | None:
    """The streak over `day:millions`."""
    pairs = (flow.split(":") for flow in flows)
    return readings(*(session(day, float(flow)) for day, flow in pairs)).get("outflow_streak_days")


STREAKS = [
    pytest.param(("08:5", "09:-1", "10:-1", "13:-1"), 3.0, id="over-a-weekend"),
    pytest.param(("01:5", "02:-1", "06:-1", "07:-1"), 3.0, id="over-independence-day"),
    pytest.param(("2025-01-07:5", "2025-01-08:-1", "2025-01-10:-1"), 2.0, id="over-a-mourning-day"),
    pytest.param(
        ("2026-11-24:1", "2026-11-25:-1", "2026-11-27:-1", "2026-11-30:-1"), 3.0, id="early-close"
    ),
    pytest.param(("08:-1", "09:-1", "10:5"), 0.0, id="an-inflow-ends-it"),
    pytest.param(("08:5", "09:-1", "10:0"), 0.0, id="a-zero-day-ends-it"),
    pytest.param(("07:5", "08:0", "09:-1", "10:-1"), 2.0, id="begun-after-a-zero-day"),
    pytest.param(("07:5", "08:-1", "10:-1"), None, id="a-session-is-missing-in-it"),
    pytest.param(("07:5", "09:-1", "10:-1"), None, id="a-session-is-missing-before-it"),
    pytest.param(("08:-1", "09:-1", "10:-1"), None, id="its-beginning-is-not-seen"),
    pytest.param(("10:-1",), None, id="one-row"),
    pytest.param(("10:1",), 0.0, id="one-inflow"),
]


@pytest.mark.parametrize(("flows", "sessions"), STREAKS)
def test_the_run_of_outflows(flows: tuple[str, ...], sessions: float | None) -> None:
    """Sessions in a row; closed days break no run, and one whose length is not known is missing."""
    assert run(*flows) == sessions


def test_the_week() -> None:
    """All sessions of the seven days that end with the newest, or nothing."""
    rows = [session(day, 1.0) for day in ("06", "07", "08", "09", "10", "13")]
    assert readings(*rows)["net_flow_7d_usd"] == 5e6, "the 7th to the 13th"
    assert "net_flow_7d_usd" not in readings(*rows[2:]), "the 7th is not known"
    assert "net_flow_7d_usd" not in readings(*rows[:3], *rows[4:]), "a session is missing"
    days = ["2026-06-30", "2026-07-01", "2026-07-02", "2026-07-06"]
    holiday = [session(day, 1.0) for day in days]
    assert readings(*holiday)["net_flow_7d_usd"] == 4e6, "the 3rd was closed"


WORST = [
    pytest.param(("01:1", "02:-5", "06:-5", "07:1", "08:-1", "09:-1"), "2026-07-06", id="as-long"),
    pytest.param(("01:1", "02:-9", "06:1", "08:1", "09:-1", "10:-1"), None, id="gap-on-the-way"),
    pytest.param(("01:1", "02:-9", "06:1", "07:1", "08:-1", "09:-1"), "2026-07-02", id="as-much"),
    pytest.param(("01:1", "02:-1", "06:1", "07:-2", "08:-2"), None, id="none-as-bad"),
    pytest.param(("01:1", "02:-9", "06:-9", "07:1", "08:-1"), None, id="no-run-yet"),
    pytest.param(("06:-9", "07:-9", "08:1", "09:-1", "10:-1"), "2026-07-07", id="cut-off-before"),
    pytest.param(("06:-1", "07:-1"), None, id="its-beginning-is-not-seen"),
]


@pytest.mark.parametrize(("flows", "since"), WORST)
def test_the_worst_run_since(flows: tuple[str, ...], since: str | None) -> None:
    """The last day of the last run that was as long, or in which as much was lost."""
    rows = [session(day, float(flow)) for day, flow in (each.split(":") for each in flows)]
    assert readings(*rows).get("streak_worst_since") == since


def test_the_fund_that_lost_most() -> None:
    """Named by its ticker, with what it lost as a positive figure."""
    found = readings(session("13", -425.7, IBIT=-185.5, FBTC=-245.6, HODL=5.4))
    assert found["largest_outflow_fund"] == "FBTC"
    assert found["largest_outflow_usd"] == 245.6e6
    assert found["session_date"] == "2026-07-13"
    assert found["net_flow_usd"] == -425.7e6


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(session("13", 3.0, IBIT=1.0, FBTC=2.0), id="none-lost"),
        pytest.param(session("13", -3.0), id="funds-are-not-known"),
        pytest.param(session("13", -300.0, IBIT=-122.0), id="not-all-are-known"),
    ],
)
def test_no_fund_is_named_in_doubt(day: FundSession) -> None:
    """The largest is known only where all are."""
    found = readings(day)
    assert "largest_outflow_fund" not in found
    assert "largest_outflow_usd" not in found


def test_a_fund_with_the_ticker_of_a_coin() -> None:
    """The ticker BTC would be read as the coin."""
    found = readings(session("13", -5.0, IBIT=0.0, BTC=-5.0))
    assert found["largest_outflow_fund"] == "Grayscale's mini trust"


SESSIONS = list(sessions_in(date(2026, 1, 1), date(2026, 7, 13)))


@given(st.lists(st.integers(-3, 3), min_size=2, max_size=40))
def test_a_streak_is_counted_back_from_the_newest(flows: list[int]) -> None:
    """The streak is the number of outflows at the end of the rows."""
    days = SESSIONS[-len(flows) :]
    rows = [session(day.isoformat(), flow) for day, flow in zip(days, flows, strict=True)]
    count = next((n for n, flow in enumerate(reversed(flows)) if flow >= 0), None)
    assert readings(*rows).get("outflow_streak_days") == count


@given(st.lists(st.integers(-3, 3), min_size=3, max_size=30))
def test_no_run_since_was_as_bad(flows: list[int]) -> None:
    """Between the day that is named and the run there is no run as long or as large."""
    days = SESSIONS[-len(flows) :]
    rows = [session(day.isoformat(), flow) for day, flow in zip(days, flows, strict=True)]
    found = readings(*rows)
    since = found.get("streak_worst_since")
    if since is None:
        return
    length = int(float(found["outflow_streak_days"]))
    lost = sum(flows[-length:])
    between = [f for day, f in zip(days, flows, strict=True) if day.isoformat() > str(since)]
    runs, sums = 0, 0
    for flow in between[:-length]:
        runs, sums = (runs + 1, sums + flow) if flow < 0 else (0, 0)
        assert runs < length
        assert sums > lost or sums == 0


def test_sessions_are_those_of_new_york() -> None:
    """The days of these tests are sessions, so nothing above passes by chance."""
    assert all(is_new_york_session(day) for day in SESSIONS)
    assert SESSIONS[-1] - SESSIONS[-2] == timedelta(days=3)
