from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.providers.small_mirror import SmallMirror, ask, ask_mirror

from explainer.errors import ProviderEmpty
from explainer.providers import okx

NOW = datetime(2026, 9, 8, 23, 14, tzinfo=UTC)
PATH = "/okx/api/v5/public/open-interest"


def option(name: str, coins: Any, usd: Any) -> dict[str, Any]:
    """One option."""
    return {"instId": name, "oi": "1", "oiCcy": coins, "oiUsd": usd, "ts": "1788909273627"}


def ok(*data: Any) -> dict[str, Any]:
    """A good answer."""
    return {"code": "0", "msg": "", "data": list(data)}


def test_options_are_counted_one_by_one() -> None:
    """Puts and calls by the last letter of the name, the day by its figures."""
    body = ok(
        option("BTC-USD-260925-105000-C", "20", "1570000"),
        option("BTC-USD-260925-70000-P", "5", "392500"),
        option("BTC-USD-260908-70000-P", "500", "39250000"),
        option("BTC-USD-261399-70000-P", "7", "1"),
        option("BTC-USDT-SWAP", "30000", "1"),
        option("BTC-USD-260925-90000-C", "", ""),
    )
    with SmallMirror({PATH: body}) as mirror:
        told = ask_mirror(okx.options, mirror, NOW)
    assert told.figures.put_call_ratio == pytest.approx(0.25)
    assert told.figures.by_expiry_usd == {date(2026, 9, 25): 1_962_500.0}
    assert mirror.asked[0][1] == {"instType": "OPTION", "instFamily": "BTC-USD"}


def test_no_option_no_figures() -> None:
    """Perpetuals in place of options are none."""
    with pytest.raises(ProviderEmpty, match="no open option"):
        ask(okx.options, {PATH: ok(option("BTC-USDT-SWAP", "30000", "1"))}, NOW)
