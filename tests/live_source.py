"""A real server that plays CoinGecko on the day of 2025-04-07, and a clock that tests move."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from explainer.settings import Keys, LiveSettings

DAY = datetime(2025, 4, 7, 11, 30, tzinfo=UTC)
TOTALS = "/coingecko/api/v3/global"
PRICES = "/coingecko/api/v3/coins/markets"
CHARTS = tuple(f"/coingecko/api/v3/coins/{coin}/market_chart" for coin in ("tether", "usd-coin"))
"""By which it tells how much there is of the two largest stablecoins."""
POLL_SECONDS = 0.01
"""How often the server looks whether it is to end."""
KEY = "marker-0f3a9c51"
"""A key that must be seen nowhere."""


def _totals(at: datetime) -> dict[str, Any]:
    """The market as a whole, as it was recorded on the day, two minutes old."""
    return {
        "data": {
            "total_market_cap": {"usd": 2515268352188.766},
            "total_volume": {"usd": 198293501804.3288},
            "market_cap_percentage": {"btc": 60.70858347681936},
            "market_cap_change_percentage_24h_usd": -9.999293796813587,
            "updated_at": int((at - timedelta(minutes=2)).timestamp()),
        }
    }


def _prices(at: datetime) -> list[dict[str, Any]]:
    """Prices in the recorded shape, one minute old."""
    updated = (at - timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return [
        {
            "id": name,
            "current_price": price,
            "price_change_percentage_24h_in_currency": change,
            "last_updated": updated,
        }
        for name, price, change in (("bitcoin", 77000, -7.1), ("ethereum", 1480, -12.9))
    ]


def _chart(at: datetime) -> dict[str, Any]:
    """What a stablecoin was worth a week ago and is now, in the recorded shape."""
    week = at - timedelta(days=7)
    return {"market_caps": [[1000 * week.timestamp(), 144e9], [1000 * at.timestamp(), 144e9]]}


class Clock:
    """A moment and seconds that go on only when they are told to."""

    def __init__(self, at: datetime = DAY) -> None:
        self.at = at
        self.seconds = 0.0

    def now(self) -> datetime:
        """Return the time of day."""
        return self.at

    def ticks(self) -> float:
        """Return seconds that only rise."""
        return self.seconds

    def forward(self, **step: float) -> None:
        """Let time pass, as `timedelta` takes it."""
        passed = timedelta(**step)
        self.at += passed
        self.seconds += passed.total_seconds()


class LiveSource:
    """The server; *clock* says how new its figures are.

    What it does with a path: *answers* gives the body, *down* refuses it, *held* keeps it waiting
    until `release`.
    """

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.answers: dict[str, Callable[[], bytes]] = {
            TOTALS: lambda: json.dumps(_totals(clock())).encode(),
            PRICES: lambda: json.dumps(_prices(clock())).encode(),
            **dict.fromkeys(CHARTS, lambda: json.dumps(_chart(clock())).encode()),
        }
        self.down: set[str] = set()
        self.asked: Counter[str] = Counter()
        self.keys: set[str | None] = set()
        self.connections = 0
        self._free = threading.Event()
        self._free.set()
        source = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # a whole answer at once, or each waits for the client's delayed ACK

            def setup(self) -> None:
                super().setup()
                source.connections += 1

            def finish(self) -> None:
                source.connections -= 1
                super().finish()

            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                source.asked[path] += 1
                source.keys.add(self.headers.get("x-cg-demo-api-key"))
                source._free.wait(30)
                known = path in source.answers and path not in source.down
                body = source.answers[path]() if known else b'{"error": "no"}'
                self.send_response(200 if known else 404)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(POLL_SECONDS,), daemon=True
        )
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> LiveSource:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
        self._server.shutdown()
        self._server.server_close()

    def settings(self, **changes: Any) -> LiveSettings:
        """Return settings by which this source alone is asked, with a key."""
        given: dict[str, Any] = {
            "on": True,
            "mirror": self.address,
            "providers": ("coingecko",),
            "keys": Keys(held={"COINGECKO_API_KEY": KEY}),
        }
        return LiveSettings(**(given | changes))

    def environment(self) -> dict[str, str]:
        """Return the same settings as variables."""
        return {
            "EXPLAINER_LIVE": "on",
            "EXPLAINER_PROVIDERS_URL": self.address,
            "EXPLAINER_PROVIDERS": "coingecko",
            "COINGECKO_API_KEY": KEY,
        }

    def break_off(self) -> None:
        """Refuse everything from now on."""
        self.down = set(self.answers)

    def mend(self) -> None:
        """Answer everything again."""
        self.down = set()

    def hold(self) -> None:
        """Keep all who ask waiting."""
        self._free.clear()

    def release(self) -> None:
        """Answer those who wait."""
        self._free.set()
