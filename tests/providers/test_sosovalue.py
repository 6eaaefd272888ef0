"""Flows of funds by an interface with a key: null rows, errors inside 200, its older shape."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.providers.answering import Answer, answering, told

from explainer.errors import ProviderEmpty, ProviderRefused, ProviderShapeError
from explainer.providers import sosovalue
from explainer.providers.client import Client
from explainer.providers.nouns import Told
from explainer.series import FundSession

NOW = datetime(2026, 8, 3, 21, 0, tzinfo=UTC)
"""Monday, an hour after the close: its figures are pending."""
SUMMARY = "/sosovalue/openapi/v1/etfs/summary-history"
KEYS = {"SOSOVALUE_API_KEY": "a-secret"}


def answer(data: Any, code: Any = 0) -> Answer:
    """An answer of theirs, in its wrapper."""
    body = {"code": code, "message": "a-secret is not allowed", "data": data, "details": None}
    return Answer(json.dumps(body).encode(), "application/json")


def fund(ticker: str, *rows: dict[str, Any]) -> dict[str, Answer]:
    """The history of one fund."""
    return {f"/sosovalue/openapi/v1/etfs/{ticker}/history": answer(list(rows))}


def bitcoin(answers: dict[str, Answer]) -> Told[tuple[FundSession, ...]]:
    """What is told of bitcoin's funds."""
    return told(sosovalue.fund_flows_btc, answers, NOW, KEYS)


def test_the_recorded_answers(shared: Path) -> None:
    """etf_summary_history_btc.json and etf_market_history_ibit.json: in dollars as they stand."""
    folder = shared / "providers/sosovalue"
    found = bitcoin(
        {
            SUMMARY: Answer(
                (folder / "etf_summary_history_btc.json").read_bytes(), "application/json"
            ),
            "/sosovalue/openapi/v1/etfs/IBIT/history": Answer(
                (folder / "etf_market_history_ibit.json").read_bytes(), "application/json"
            ),
        }
    )
    assert len(found.figures) == 10
    assert found.figures[0].day.isoformat() == "2026-07-20"
    assert found.figures[0].net_flow_usd == 226919372.63
    assert found.figures[-1].day.isoformat() == "2026-07-31"
    assert found.figures[-1].net_flow_usd == -265372778.16
    assert found.figures[-1].by_fund == {"IBIT": -122656640.0}
    # Friday's figures, due at midnight in New York
    assert found.observed_at == datetime(2026, 8, 1, 4, 0, tzinfo=UTC)


def test_the_own_answers(repository: Path) -> None:
    """A row without a figure is pending, of a fund as of all."""
    folder = repository / "fixtures/providers/sosovalue"
    found = bitcoin(
        {
            SUMMARY: Answer((folder / "summary_history_btc.json").read_bytes(), "application/json"),
            "/sosovalue/openapi/v1/etfs/IBIT/history": Answer(
                (folder / "history_ibit.json").read_bytes(), "application/json"
            ),
        }
    )
    assert [each.net_flow_usd for each in found.figures] == [
        32109893.805,
        233129286.20999956,
        -265372778.16,
    ]
    assert found.figures[-1].by_fund == {"IBIT": -122656640.0}


def test_the_older_names_and_numbers_as_text() -> None:
    """The older interface writes its names in camel case; figures may come as text."""
    found = bitcoin(
        {
            SUMMARY: answer(
                [
                    {"date": "2026-07-31", "totalNetInflow": -5e6},
                    {"date": "2026-07-30", "total_net_inflow": "1,000,000.5"},
                    {"date": "2026-07-29", "total_net_inflow": ""},
                ]
            )
        }
    )
    assert [each.net_flow_usd for each in found.figures] == [1000000.5, -5e6]


def test_funds_up_to_the_first_failure() -> None:
    """The sum of a session stands without its parts."""
    rows = {"date": "2026-07-31", "net_inflow": -1e6}, {"date": "2026-07-30", "net_inflow": 7.0}
    answers = {SUMMARY: answer([{"date": "2026-07-31", "total_net_inflow": -3e6}])}
    answers |= fund("IBIT", *rows) | fund("FBTC", {"date": "2026-07-31", "net_inflow": None})
    answers |= fund("ARKB", *rows)  # GBTC, before it, is not found
    assert bitcoin(answers).figures[-1].by_fund == {"IBIT": -1e6}


def test_the_key_is_sent_and_never_shown() -> None:
    """The key goes in its header, and is in no address and no error."""

    async def ask(mirror: str) -> str:
        async with Client(clock=lambda: NOW, mirror=mirror, keys=KEYS) as client:
            found = await sosovalue.fund_flows_eth(client)
            return found.url

    answers = {SUMMARY: answer([{"date": "2026-07-31", "total_net_inflow": 1.0}])}
    with answering(answers) as (address, asked):
        url = asyncio.run(ask(address))
    assert asked[0].headers["x-soso-api-key"] == "a-secret"
    assert asked[0].path == SUMMARY + "?symbol=ETH&country_code=US&limit=22"
    assert "a-secret" not in url + asked[0].path


ERRORS = [
    pytest.param(answer(None, 400301), ProviderRefused, "number 400301", id="window"),
    pytest.param(answer(None, "400301"), ProviderRefused, "number 400301", id="code-as-text"),
    pytest.param(answer(None, "a-secret"), ProviderRefused, "unknown number", id="odd-code"),
    pytest.param(answer([{"date": "2026-07-31"}], 1), ProviderRefused, "number 1", id="gateway"),
    pytest.param(answer(None), ProviderShapeError, "changed", id="no-data"),
    pytest.param(answer({"list": []}), ProviderShapeError, "changed", id="object-for-list"),
    pytest.param(answer([{"day": "2026-07-31"}]), ProviderShapeError, "date", id="no-date"),
    pytest.param(answer([{"date": "31/07/2026"}]), ProviderShapeError, "date", id="odd-date"),
    pytest.param(answer([]), ProviderEmpty, "no completed session", id="no-rows"),
    pytest.param(answer([{"date": "2026-07-31"}]), ProviderEmpty, "no completed", id="null-rows"),
    pytest.param(
        Answer(b'{"code":0,"da', "application/json"), ProviderShapeError, "JSON", id="cut"
    ),
    pytest.param(Answer(b"{}", "application/json"), ProviderShapeError, "code", id="no-wrapper"),
    pytest.param(Answer(b"{}", "application/json", 401), ProviderRefused, "401", id="wrong-key"),
]


@pytest.mark.parametrize(("said", "error", "words"), ERRORS)
def test_errors_are_named(said: Answer, error: type[Exception], words: str) -> None:
    """Errors inside a good status and changed shapes have names, and repeat no words of theirs."""
    with pytest.raises(error, match=words) as caught:
        bitcoin({SUMMARY: said})
    assert "a-secret" not in str(caught.value)
