"""Flows of funds off a page: figures, pending days, columns that come and go."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from tests.providers.answering import Answer, told

from explainer.errors import ProviderBlocked, ProviderEmpty, ProviderShapeError
from explainer.providers import farside
from explainer.providers.nouns import Told
from explainer.series import FundSession

NOW = datetime(2026, 7, 14, 18, 0, tzinfo=UTC)
"""A Tuesday afternoon in New York, its session still open."""
JUNE = ("08 Jun 2026", "09 Jun 2026", "10 Jun 2026")


def page(tickers: list[str], *rows: str, head: str = "Total") -> bytes:
    """A page with a table of funds; a row is its cells with `|` between them."""

    def line(tag: str, cells: list[str]) -> str:
        return "<tr>" + "".join(f"<{tag}><span>{cell}</span></{tag}>" for cell in cells) + "</tr>"

    names = line("th", ["", *("" for _ in tickers), head])
    own = line("th", ["", *tickers, ""])
    fees = line("th", ["Fee", *("0.25%" for _ in tickers), ""])
    days = "".join(line("td", row.split("|")) for row in rows)
    table = f'<table class="etf"><thead>{names}{own}{fees}</thead><tbody>{days}</tbody></table>'
    return f"<html><body>{table}</body></html>".encode()


def flows(body: bytes, now: datetime = NOW) -> Told[tuple[FundSession, ...]]:
    """What the page on bitcoin's funds tells."""
    return told(farside.fund_flows_btc, {"/farside/btc/": Answer(body)}, now)


def by_day(body: bytes, now: datetime = NOW) -> dict[str, float]:
    """The net flow of each session that counts, in millions."""
    return {each.day.isoformat(): each.net_flow_usd / 1e6 for each in flows(body, now).figures}


def test_the_recorded_page(shared: Path) -> None:
    """farside/btc_table.html: totals, funds and order as they stand on the page."""
    body = (shared / "providers/farside/btc_table.html").read_bytes()
    found = flows(body)
    assert by_day(body) == {
        "2026-07-06": 265.7,
        "2026-07-07": 21.5,
        "2026-07-08": -84.9,
        "2026-07-09": -95.3,
        "2026-07-10": 90.4,
        "2026-07-13": -424.7,
    }
    newest = found.figures[-1].by_fund
    assert len(newest) == 12
    assert newest["IBIT"] == -185_500_000.0
    assert newest["FBTC"] == -245_600_000.0
    assert newest["BTC"] == 53_400_000.0
    assert newest["MSBT"] == 0.0


def test_the_own_page(repository: Path) -> None:
    """A pending day is no session, and neither are sums and averages."""
    body = (repository / "fixtures/providers/farside/btc.html").read_bytes()
    assert by_day(body, datetime(2026, 7, 15, 3, 0, tzinfo=UTC)) == {
        "2026-07-08": -84.9,
        "2026-07-09": -95.3,
        "2026-07-10": 90.4,
        "2026-07-13": -424.7,
    }


def test_figures_are_due_by_midnight_in_new_york() -> None:
    """The figures of a session have its own time: 00:00 in New York, 04:00 UTC in summer."""
    found = flows(page(["IBIT", "FBTC"], "13 Jul 2026|1.0|2.0|3.0"))
    assert found.observed_at == datetime(2026, 7, 14, 4, 0, tzinfo=UTC)
    evening = flows(page(["IBIT", "FBTC"], "14 Jul 2026|1.0|2.0|3.0"), NOW.replace(hour=23))
    assert evening.observed_at == NOW.replace(hour=23), "told early, it is not from the future"


ROWS = [
    pytest.param("10 Jun 2026|-|-|0.0", None, id="all-pending"),
    pytest.param("10 Jun 2026|1.0|-|1.0", None, id="one-pending"),
    pytest.param("10 Jun 2026|1.0||1.0", None, id="one-empty"),
    pytest.param("10 Jun 2026|0.0|0.0|0.0", 0.0, id="nothing-moved"),
    pytest.param("10 Jun 2026|(1,119.9)|0.4|(1,119.5)", -1119.5, id="brackets-and-commas"),
    pytest.param("10 June 2026|1.0|2.0|3.0", 3.0, id="month-in-full"),
    pytest.param("2026-06-10|1.0|2.0|3.0", 3.0, id="iso-date"),
    pytest.param("10 Jun 2026|1.04|2.04|3.2", 3.2, id="rounding"),
    pytest.param("10 Jun 2026|1.0|2.0|3.3", None, id="does-not-add-up"),
    pytest.param("10 Jun 2026|1.0|2.0|", None, id="no-total"),
    pytest.param("10 Jun 2026|1.0|n/a|1.0", None, id="no-figure"),
    pytest.param("10 Jun 2026|(1.0|2.0|1.0", None, id="bracket-that-is-open"),
    pytest.param("10 Jun 2026|nan|2.0|2.0", None, id="not-a-number"),
    pytest.param("10 Jun 2026|1.0", None, id="cut-off"),
    pytest.param("31 Jun 2026|1.0|2.0|3.0", None, id="no-such-day"),
    pytest.param("Total|1.0|2.0|3.0", None, id="sum"),
    pytest.param("Seed|1.0|2.0|3.0", None, id="seed"),
]


@pytest.mark.parametrize(("row", "total"), ROWS)
def test_a_row_is_a_session_or_none(row: str, total: float | None) -> None:
    """A row counts if it is a day on which all funds reported and its cells add up."""
    found = by_day(page(["IBIT", "FBTC"], "09 Jun 2026|1.0|1.0|2.0", row))
    expected = {"2026-06-09": 2.0} | ({} if total is None else {"2026-06-10": total})
    assert found == expected


def test_rows_that_do_not_add_up_are_counted() -> None:
    """What is dropped is said aloud."""
    body = page(["IBIT"], "08 Jun 2026|1.0|9.0", "09 Jun 2026|x|1.0", "10 Jun 2026|1.0|1.0")
    with capture_logs() as logs:
        assert by_day(body) == {"2026-06-10": 1.0}
    (said,) = [line for line in logs if line["event"] == "farside.rows_dropped"]
    assert (said["dropped"], said["kept"], said["page"]) == (2, 1, "btc")


def test_a_fund_that_is_new() -> None:
    """A dash before the first figure of a fund is no figure due; one after it is."""
    rows = [f"{JUNE[0]}|1.0|0.0|1.0", f"{JUNE[1]}|2.0|-|2.0", f"{JUNE[2]}|3.0|4.0|7.0"]
    assert by_day(page(["IBIT", "FBTC"], *rows)) == {"2026-06-08": 1.0, "2026-06-10": 7.0}
    rows = ["05 Jun 2026|9.0|0.0|-|9.0", f"{JUNE[0]}|1.0|0.0|-|1.0", f"{JUNE[1]}|2.0|0.0|5.0|7.0"]
    found = flows(page(["IBIT", "FBTC", "ETHB"], *rows)).figures
    assert [each.net_flow_usd for each in found] == [1e6, 7e6]
    assert found[-1].by_fund == {"IBIT": 2e6, "FBTC": 0.0, "ETHB": 5e6}
    assert "ETHB" not in found[0].by_fund


def test_columns_are_known_by_their_ticker() -> None:
    """Another order of columns changes no figure."""
    one = flows(page(["IBIT", "FBTC"], f"{JUNE[0]}|1.0|2.0|3.0")).figures
    other = flows(page(["FBTC", "IBIT"], f"{JUNE[0]}|2.0|1.0|3.0")).figures
    assert one[0].by_fund == dict(other[0].by_fund)


def test_a_cell_over_two_columns() -> None:
    """A name that spans the columns of two funds moves nothing."""
    body = page(["GBTC", "BTC"], f"{JUNE[0]}|1.0|2.0|3.0")
    wide = body.replace(
        b"<th><span></span></th><th><span></span></th><th><span></span></th><th><span>Total",
        b'<th></th><th colspan="2">Grayscale</th><th><span>Total',
    )
    assert wide != body
    assert by_day(wide) == {"2026-06-08": 3.0}


def test_newest_first_is_sorted() -> None:
    """Sessions come from the oldest to the newest, whatever the order of the page."""
    body = page(["IBIT"], *(f"{day}|1.0|1.0" for day in reversed(JUNE)))
    assert list(by_day(body)) == ["2026-06-08", "2026-06-09", "2026-06-10"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("19 Jun 2026|0.0|0.0", "Juneteenth"),
        ("13 Jun 2026|0.0|0.0", "a Saturday"),
        ("14 Jul 2026|0.0|0.0", "a session that is not over"),
        ("15 Jul 2026|5.0|5.0", "a day to come"),
    ],
)
def test_days_without_a_completed_session(row: str, why: str) -> None:
    """Zeros of a day on which nobody traded are no session."""
    assert by_day(page(["IBIT"], f"{JUNE[0]}|1.0|1.0", row)) == {"2026-06-08": 1.0}, why


BROKEN = [
    pytest.param(b"<html><body><p>Maintenance</p></body></html>", "not on its page", id="no-table"),
    pytest.param(page(["IBIT"]), "no day", id="no-rows"),
    pytest.param(page(["IBIT"], "08 Jun 2026|1.0|1.0", head="Sum"), "head", id="no-total"),
    pytest.param(page(["ibit"], "08 Jun 2026|1.0|1.0"), "head", id="no-tickers"),
    pytest.param(page(["IBIT", "IBIT"], "08 Jun 2026|1.0|1.0|2.0"), "head", id="ticker-twice"),
    pytest.param(page(["IBIT"], "08 Jun 2026|1.0|9.0"), "none of its 1 days", id="none-adds-up"),
    pytest.param(b"\xff\xfe<table>", "html is due", id="not-a-page"),
    pytest.param(b"<table class='etf'>\xff</table>", "UTF-8", id="not-utf-8"),
    pytest.param(b"<table class='etf'><tr><td colspan='9e99'></table>", "head", id="wide-cell"),
]


@pytest.mark.parametrize(("body", "said"), BROKEN)
def test_changed_pages_are_named(body: bytes, said: str) -> None:
    """A page that changed is an error with a name, whatever it became."""
    with pytest.raises(ProviderShapeError, match=said):
        flows(body)


def test_nothing_but_pending_days() -> None:
    """A table in which no fund has reported holds nothing that can be used."""
    with pytest.raises(ProviderEmpty):
        flows(page(["IBIT"], "08 Jun 2026|-|0.0"))


@pytest.mark.parametrize("status", [200, 403])
def test_a_challenge_is_a_block(status: int) -> None:
    """A page that asks a browser to prove itself is left alone, whatever its status."""
    body = b"<html><head><title>Just a moment...</title></head></html>"
    with pytest.raises(ProviderBlocked):
        told(farside.fund_flows_eth, {"/farside/eth/": Answer(body, status=status)}, NOW)


def test_each_asset_has_its_page() -> None:
    """Bitcoin, ether and solana are asked for at their own addresses."""
    body = page(["BSOL", "VSOL"], "08 Jun 2026|1.0|2.0|3.0")
    found = told(farside.fund_flows_sol, {"/farside/sol/": Answer(body)}, NOW)
    assert found.url == "https://farside.co.uk/sol/"
    assert found.figures[0].day == date(2026, 6, 8)
