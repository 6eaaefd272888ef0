"""Small answers of sources in good health, as they were at NOW, by path."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

NOW = datetime(2026, 9, 8, 23, 14, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
DAY = 86_400
MIDNIGHT = SECONDS - SECONDS % DAY
WEEK_AGO_AT_FULL_HOUR = MIDNIGHT - 6 * DAY - 3_600

ANSWERS: Mapping[str, Any] = {
    "/coingecko/api/v3/coins/markets": [
        {
            "id": "bitcoin",
            "current_price": 60520,
            "last_updated": "2026-09-08T23:13:05.120Z",
            "total_volume": 3.1e10,
            "low_24h": 60000,
            "high_24h": 63138.7,
            "ath": 126080,
            "price_change_percentage_1h_in_currency": -0.5,
            "price_change_percentage_24h_in_currency": -3.9,
            "price_change_percentage_7d_in_currency": -8.0,
            "price_change_percentage_30d_in_currency": None,
        }
    ],
    "/coingecko/api/v3/global": {
        "data": {
            "total_market_cap": {"usd": 2.1e12},
            "total_volume": {"usd": 1.1e11},
            "market_cap_percentage": {"btc": 57.1},
            "market_cap_change_percentage_24h_usd": -3.5,
            "updated_at": SECONDS - 40,
        }
    },
    "/coingecko/api/v3/coins/tether/market_chart": {
        "market_caps": [[1000 * (SECONDS - 7 * DAY), 185e9], [1000 * SECONDS, 183e9]]
    },
    "/coingecko/api/v3/coins/usd-coin/market_chart": {
        "market_caps": [[1000 * (SECONDS - 7 * DAY), 75e9], [1000 * SECONDS, 74e9]]
    },
    "/coinbase/products/BTC-USD/ticker": {"time": "2026-09-08T23:13:58.662782Z"},
    "/coinbase/products/BTC-USD/stats": {
        "open": "62650.3",
        "high": "63138.7",
        "low": "60000",
        "last": "60520",
        "volume": "10000",
    },
    "/coinbase/products/BTC-USD/candles?granularity=3600": [
        [WEEK_AGO_AT_FULL_HOUR, 65000, 66000, 65500, 65800, 300.1]
    ],
    "/coinbase/products/BTC-USD/candles?granularity=86400": [
        [MIDNIGHT, 60000, 63000, 62000, 60520, 900.5],
        [MIDNIGHT - DAY, 61000, 64000, 63500, 62000, 1000.5],
    ],
    "/coinbase/products/BTC-USD/book": {
        "bids": [["60519", "0.5", 3], ["60000", "2", 1]],
        "asks": [["60521", "0.5", 2], ["61000", "2", 1]],
        "time": "2026-09-08T23:13:59.662782Z",
    },
    "/kraken/0/public/Ticker": {
        "error": [],
        "result": {
            "XXBTZUSD": {
                "c": ["60520.0", "0.5"],
                "v": ["1923.4", "2619.8"],
                "l": ["60515.4", "60515.4"],
                "h": ["63138.7", "63138.7"],
                "o": "62650.3",
            }
        },
    },
    "/kraken/0/public/OHLC?interval=15": {
        "error": [],
        "result": {
            "XXBTZUSD": [
                [SECONDS - DAY - 900, "62000", "63000", "61000", "62900", "62500", "12.5", 99],
                [SECONDS - 900, "60600", "60700", "60500", "60520", "60600", "10.5", 80],
            ],
            "last": SECONDS - 900,
        },
    },
    "/kraken/0/public/OHLC?interval=1440": {
        "error": [],
        "result": {
            "XXBTZUSD": [
                [MIDNIGHT - DAY, "63500", "64000", "61000", "62000", "62500", "1000.5", 99],
                [MIDNIGHT, "62000", "63000", "60000", "60520", "61000", "900.5", 80],
            ],
            "last": MIDNIGHT - DAY,
        },
    },
    "/kraken/0/public/Depth": {
        "error": [],
        "result": {
            "XXBTZUSD": {
                "bids": [["60519", "0.5", SECONDS], ["60000", "2", SECONDS]],
                "asks": [["60521", "0.5", SECONDS], ["61000", "2", SECONDS]],
            }
        },
    },
    "/coinpaprika/v1/global": {
        "market_cap_usd": 2.0e12,
        "volume_24h_usd": 1.0e11,
        "bitcoin_dominance_percentage": 57.9,
        "market_cap_change_24h": -3.4,
        "last_updated": SECONDS - 60,
    },
    "/coinlore/api/global/": [
        {"total_mcap": 2.05e12, "total_volume": 1.0e11, "btc_d": "58.1", "mcap_change": "-3.2"}
    ],
    "/alternative_me/fng/": {
        "data": [
            {"value": "24", "timestamp": str(MIDNIGHT)},
            {"value": "31", "timestamp": str(MIDNIGHT - DAY)},
        ],
        "metadata": {"error": None},
    },
    "/defillama/stablecoins": {
        "peggedAssets": [
            {
                "id": "1",
                "symbol": "USDT",
                "circulating": {"peggedUSD": 183e9},
                "circulatingPrevWeek": {"peggedUSD": 185e9},
            },
            {
                "id": "2",
                "symbol": "USDC",
                "circulating": {"peggedUSD": 74e9},
                "circulatingPrevWeek": {"peggedUSD": "75e9"},
            },
        ]
    },
    "/mempool/api/v1/mining/hashrate/1m": {
        "hashrates": [{"timestamp": MIDNIGHT, "avgHashrate": 1.05e21}]
    },
    "/blockchain/charts/hash-rate": {
        "status": "ok",
        "unit": "Hash Rate TH/s",
        "period": "day",
        "values": [{"x": MIDNIGHT - DAY, "y": 1.05e9}],
    },
    "/blockchain/charts/n-unique-addresses": {
        "status": "ok",
        "unit": "Unique Addresses",
        "period": "day",
        "values": [{"x": MIDNIGHT - DAY, "y": 595_445}],
    },
    "/coinmetrics/v4/timeseries/asset-metrics": {
        "data": [
            {
                "asset": "btc",
                "time": "2026-09-07T00:00:00.000000000Z",
                "HashRate": "1050000000.5",
                "AdrActCnt": "595445",
            }
        ]
    },
}
