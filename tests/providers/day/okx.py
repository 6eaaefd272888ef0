"""Open interest, funding and liquidations, as OKX sends them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.providers.day.asking import HOUR, Answers, Asked, Payload, as_json, millis
from tests.providers.day.derivatives import (
    OPEN,
    PRICES,
    RATE_8H,
    VENUES,
    by_hour,
    funding_hours,
    options,
)

CONTRACT = {"BTC": 0.01, "ETH": 0.1, "SOL": 1.0, "XRP": 100.0, "DOGE": 1000.0}
"""Coins in a contract."""


def _okx(data: Any) -> Payload:
    return as_json({"code": "0", "msg": "", "data": data})


def _okx_instruments(_asked: Asked) -> Payload:
    return _okx(
        [
            {
                "instId": f"{asset}-USDT-SWAP",
                "instType": "SWAP",
                "ctVal": f"{size:g}",
                "ctMult": "1",
                "ctValCcy": asset,
                "settleCcy": "USDT",
            }
            for asset, size in CONTRACT.items()
        ]
    )


def _okx_liquidations(asked: Asked) -> Payload:
    asset = asked.query["instFamily"].partition("-")[0]
    after = int(asked.query.get("after", millis(asked.now) + 1))
    amounts = {
        side: VENUES[f"{side}_usd_an_hour"].get(asset, 100_000.0) for side in ("long", "short")
    }
    orders = []
    for back in range(30):
        for side, amount in amounts.items():
            at = millis(asked.now - HOUR * back - timedelta(minutes=5 if side == "long" else 9))
            if at >= after:
                continue
            contracts = amount / PRICES[asset] / CONTRACT[asset]
            orders.append(
                {
                    "bkPx": str(PRICES[asset]),
                    "side": "sell" if side == "long" else "buy",
                    "posSide": side,
                    "sz": f"{contracts:.4f}",
                    "ts": str(at),
                }
            )
    family = {"instId": f"{asset}-USDT-SWAP", "instFamily": f"{asset}-USDT", "details": orders}
    return _okx([family])


def _okx_open(asked: Asked) -> Payload:
    ts = str(millis(asked.now))
    if asked.query["instType"] == "OPTION":
        return _okx(
            [
                {
                    "instId": f"BTC-USD-{expires:%y%m%d}-{strike}-{kind}",
                    "oiCcy": f"{coins / 20:.2f}",
                    "oiUsd": f"{coins / 20 * PRICES['BTC']:.2f}",
                    "ts": ts,
                }
                for expires, strike, kind, coins in options(asked.now)
            ]
        )
    return _okx(
        [
            {
                "instId": f"{asset}-USDT-SWAP",
                "oi": f"{amount / PRICES[asset] / CONTRACT[asset]:.2f}",
                "oiCcy": f"{amount / PRICES[asset]:.4f}",
                "oiUsd": f"{amount:.2f}",
                "ts": ts,
            }
            for asset, amount in OPEN.items()
        ]
    )


def _okx_hours(asked: Asked) -> Payload:
    rows = by_hour(asked.query["ccy"], asked.now, 48)
    return _okx([[str(millis(hour)), f"{usd:.2f}", "40000000"] for hour, usd in reversed(rows)])


def _okx_funding(asked: Asked) -> Payload:
    _, due = funding_hours(asked.now)
    return _okx(
        [
            {
                "instId": asked.query["instId"],
                "fundingRate": f"{RATE_8H:.16f}",
                "fundingTime": str(millis(due)),
                "nextFundingTime": str(millis(due + HOUR * 8)),
                "ts": str(millis(asked.now)),
            }
        ]
    )


ANSWERS: Answers = {
    "/okx/api/v5/public/instruments": _okx_instruments,
    "/okx/api/v5/public/liquidation-orders": _okx_liquidations,
    "/okx/api/v5/public/open-interest": _okx_open,
    "/okx/api/v5/public/funding-rate": _okx_funding,
    "/okx/api/v5/rubik/stat/contracts/open-interest-volume": _okx_hours,
}
