"""Mood, stablecoins and figures of the chain, as their sources send them."""

from __future__ import annotations

from tests.providers.day.asking import (
    DAY,
    FIGURES,
    Answers,
    Asked,
    Payload,
    as_json,
    midnight,
    seconds,
    walk,
)

HASHES = walk(FIGURES["hash_rate_ehs"], 30)
ADDRESSES = walk(FIGURES["active_addresses"], 30)


def _fng(asked: Asked) -> Payload:
    today = midnight(asked.now.date())
    rows = [
        {"value": str(value), "timestamp": str(seconds(today - DAY * back))}
        for back, value in enumerate(FIGURES["mood"])
    ]
    return as_json({"data": rows, "metadata": {"error": None}})


def _stablecoins(_asked: Asked) -> Payload:
    assets = [
        {
            "id": str(number),
            "symbol": symbol,
            "pegType": "peggedUSD",
            "circulating": {"peggedUSD": now},
            "circulatingPrevWeek": {"peggedUSD": before},
        }
        for number, (symbol, (now, before)) in enumerate(FIGURES["stablecoins_usd"].items(), 1)
    ]
    return as_json({"peggedAssets": assets})


def _mempool(asked: Asked) -> Payload:
    # a day is stamped with the midnight at its end
    newest = midnight(asked.now.date())
    days = [
        {"timestamp": seconds(newest - DAY * back), "avgHashrate": rate * 1e18}
        for back, rate in zip(range(29, -1, -1), HASHES, strict=True)
    ]
    return as_json({"hashrates": days, "difficulty": [], "currentHashrate": HASHES[-1] * 1e18})


def _blockchain(asked: Asked) -> Payload:
    is_rate = asked.last == "hash-rate"
    values = [rate * 1e6 for rate in HASHES] if is_rate else ADDRESSES
    newest = midnight(asked.now.date()) - DAY
    points = [
        {"x": seconds(newest - DAY * back), "y": value}
        for back, value in zip(range(29, -1, -1), values, strict=True)
    ]
    unit = "Hash Rate TH/s" if is_rate else ""
    return as_json({"status": "ok", "unit": unit, "period": "day", "values": points})


def _coinmetrics(asked: Asked) -> Payload:
    metric, count = asked.query["metrics"], int(asked.query["limit_per_asset"])
    values = [rate * 1e6 for rate in HASHES] if metric == "HashRate" else ADDRESSES
    newest = midnight(asked.now.date()) - DAY
    rows = [
        {
            "asset": "btc",
            "time": f"{newest - DAY * back:%Y-%m-%d}T00:00:00.000000000Z",
            metric: f"{value:.4f}",
        }
        for back, value in zip(range(count - 1, -1, -1), values[-count:], strict=True)
    ]
    return as_json({"data": rows})


ANSWERS: Answers = {
    "/alternative_me/fng/": _fng,
    "/defillama/stablecoins": _stablecoins,
    "/mempool/api/v1/mining/hashrate/1m": _mempool,
    "/blockchain/charts/{}": _blockchain,
    "/coinmetrics/v4/timeseries/asset-metrics": _coinmetrics,
}
