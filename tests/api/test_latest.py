"""Live data over HTTP: a server that asks a real source, and is asked."""

from __future__ import annotations

import asyncio
import json
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs
from tests.api.reloaded import Overlay, Ready, eventually
from tests.command_line import Cli, Served
from tests.live_source import CHARTS, KEY, PRICES, TOTALS, Clock, LiveSource

from explainer.api.app import create_app
from explainer.api.negotiate import FORMATS
from explainer.explainer import Explainer
from explainer.narrative import LENGTHS
from explainer.settings import Settings

Serving = Callable[..., AbstractContextManager[str]]

SNAPSHOT = "/v1/snapshots/latest"
EXPLANATION = "/v1/explanations/latest"
READERS = 1000
JSON_BODY = {"Content-Type": "application/json"}
ASKED = (
    *({"length": length, "format": form} for length in LENGTHS for form in FORMATS),
    {"trace": "true"},
)


@pytest.fixture
def clock() -> Clock:
    """Return the clock of the day."""
    return Clock()


@pytest.fixture
def source(clock: Clock) -> Iterator[LiveSource]:
    """Return the source, whose figures are as new as the clock says."""
    with LiveSource(clock.now) as found:
        yield found


@pytest.fixture
def serve(source: LiveSource, clock: Clock, running: Serving) -> Serving:
    """Return a context manager that serves with live data of the source."""

    def started(**changes: Any) -> AbstractContextManager[str]:
        settings = Settings(port=0, live=source.settings(**changes))
        return running(settings, clock=clock.now, ticks=clock.ticks)

    return started


def get(address: str, path: str, **given: Any) -> httpx.Response:
    """Return the answer of a server."""
    return httpx.get(address + path, timeout=30, trust_env=False, **given)


@pytest.mark.parametrize("path", [SNAPSHOT, EXPLANATION])
def test_without_live_data_the_answer_says_how_to_switch_them_on(
    client: httpx.Client, path: str
) -> None:
    """503, and the setting by name; readiness says the same."""
    answer = client.get(path)
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (503, "/docs#live-off")
    assert "EXPLAINER_LIVE=on" in problem["errors"][0]["hint"]
    assert client.get("/health/ready").json()["live"]["state"] == "off"


def test_the_explanation_is_that_of_the_snapshot(serve: Serving, explainer: Explainer) -> None:
    """Every length and format gives what the snapshot gives when it is sent."""
    with serve() as address, httpx.Client(base_url=address, trust_env=False) as client:
        snapshot = client.get(SNAPSHOT)
        assert snapshot.json()["market"]["change_24h_pct"] == pytest.approx(-9.999, abs=0.001)
        for asked in ASKED:
            answer = client.get(EXPLANATION, params=asked)
            sent = client.post(
                "/v1/explanations", params=asked, content=snapshot.content, headers=JSON_BODY
            )
            assert (answer.status_code, answer.content) == (200, sent.content)
            assert answer.headers["content-type"] == sent.headers["content-type"]
        asked = {"focus": "ETH", "premise": "fall", "style": "list", "fields": "headline,as_of"}
        answer = client.get(EXPLANATION, params=asked)
    explained = explainer.explain(snapshot.content, focus="ETH", premise=True, style="list")
    assert answer.json() == {"headline": explained.headline, "as_of": "2025-04-07T11:30:00Z"}


def test_the_recorded_day_is_explained(serve: Serving, source: LiveSource, shared: Path) -> None:
    """The market as it was recorded on April 7, 2025: a fall of ten percent."""
    recorded = shared / "providers" / "coingecko" / "global.json"
    source.answers = {TOTALS: recorded.read_bytes}
    with serve() as address:
        told = get(address, f"{EXPLANATION}?length=headline&format=text").text
        lacking = get(address, "/health/ready").json()["live"]["lacking"]
    assert told == "Crypto market sinks 10% as altcoins lead the losses\n"
    assert "prices" in lacking


def test_options_that_do_not_exist_are_refused(serve: Serving) -> None:
    """As they are where a snapshot is sent."""
    with serve() as address:
        for query in ("length=long", "focus=DOGE", "until=now"):
            answer = get(address, f"{EXPLANATION}?{query}")
            assert (answer.status_code, answer.json()["type"]) == (400, "/docs#invalid-option")
        assert get(address, f"{SNAPSHOT}?length=brief").status_code == 400
        assert get(address, SNAPSHOT, headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("path", [SNAPSHOT, EXPLANATION])
def test_caches_keep_an_answer_until_the_next_round(
    serve: Serving, clock: Clock, path: str
) -> None:
    """The age counts from when the figures were put together; what is held is not sent again."""
    with serve(seconds=300) as address:
        first = get(address, path)
        clock.forward(seconds=42)
        later = get(address, path)
        tag = first.headers["etag"]
        held = get(address, path, headers={"If-None-Match": tag})
    assert (first.headers["age"], first.headers["cache-control"]) == ("0", "public, max-age=300")
    assert (later.headers["age"], later.headers["cache-control"]) == ("42", "public, max-age=300")
    assert (later.headers["etag"], later.content) == (tag, first.content)
    assert (held.status_code, held.content, held.headers["etag"]) == (304, b"", tag)
    assert {"age", "cache-control"} <= set(held.headers)


def test_a_thousand_readers_cause_one_round(
    source: LiveSource, clock: Clock, explainer: Explainer
) -> None:
    """Those who come before the first round is over wait for it, and get the same answer."""
    source.hold()
    settings = Settings(live=source.settings())
    app = create_app(settings, explainer=explainer, clock=clock.now, ticks=clock.ticks)

    async def read() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app)  # type: ignore[arg-type]  # its types are its own
        async with (
            app.lifespan(),
            httpx.AsyncClient(transport=transport, base_url="http://test", timeout=60) as client,
        ):
            readers = [asyncio.create_task(client.get(EXPLANATION)) for _ in range(READERS)]
            while not source.asked:
                await asyncio.sleep(0.01)
            source.release()
            return await asyncio.gather(*readers)

    answers = asyncio.run(read())
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert source.asked == dict.fromkeys((PRICES, TOTALS, *CHARTS), 1)


def test_nothing_to_say_names_what_failed(serve: Serving, source: LiveSource) -> None:
    """503 with a time to come back, and each source with its reason; the server is ready."""
    source.break_off()
    with serve(seconds=60) as address:
        answer = get(address, EXPLANATION)
        ready = get(address, "/health/ready")
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (503, "/docs#no-snapshot")
    assert 1 <= int(answer.headers["retry-after"]) <= 60
    causes = [item["detail"] for item in problem["errors"][1:]]
    assert any(cause.startswith("coingecko gave no prices: ") for cause in causes)
    assert any("(refused)" in cause for cause in causes)
    live = ready.json()["live"]
    assert (ready.status_code, live["state"]) == (200, "no_snapshot")
    assert {"prices", "totals"} <= set(live["lacking"])


def test_figures_of_a_source_that_is_down_serve_with_their_age(
    serve: Serving, source: LiveSource, clock: Clock
) -> None:
    """They stand in until they are too old, and are named by then; readiness tells all of it."""
    with serve(seconds=1) as address, Ready(address) as ready:

        def live(at: str) -> dict[str, Any]:
            """What readiness says of the round at this time."""
            return eventually(
                lambda: next((each for each in [ready.now()["live"]] if each["as_of"] == at), None)
            )

        def asked(said: dict[str, Any]) -> dict[str, Any]:
            """What is said of the source."""
            (found,) = (each for each in said["sources"] if each["name"] == "coingecko")
            return dict(found)

        told = asked(live("2025-04-07T11:30:00Z"))
        assert (told["title"], told["state"], told["failures"]) == ("CoinGecko", "on", [])
        assert (told["last_success"], told["age_seconds"]) == ("2025-04-07T11:30:00Z", 0)

        source.down = {PRICES}
        clock.forward(minutes=5)
        said = live("2025-04-07T11:35:00Z")
        assert said["held"] == [
            {"row": "prices", "source": "coingecko", "observed_at": "2025-04-07T11:29:00Z"}
        ]
        (failure,) = (each for each in asked(said)["failures"] if each["row"] == "prices")
        assert (failure["reason"], failure["at"]) == ("refused", "2025-04-07T11:35:00Z")
        snapshot = get(address, SNAPSHOT).json()
        assert snapshot["as_of"] == "2025-04-07T11:35:00Z"
        assert snapshot["assets"]["BTC"]["price_usd"] == 77000
        assert snapshot["sources"][0]["observed_at"] == "2025-04-07T11:29:00Z"

        clock.forward(minutes=5)
        said = live("2025-04-07T11:40:00Z")
        assert (said["state"], said["held"]) == ("ok", [])
        assert "prices" in said["lacking"]
        assert "assets" not in get(address, SNAPSHOT).json()

        source.break_off()
        clock.forward(minutes=40)
        said = live("2025-04-07T12:20:00Z")
        assert (said["state"], asked(said)["age_seconds"]) == ("no_snapshot", 2400)
        assert get(address, SNAPSHOT).status_code == 503


def test_rules_that_change_explain_the_same_snapshot_anew(
    source: LiveSource, clock: Clock, running: Serving, tmp_path: Path
) -> None:
    """An explanation that was kept is not served by rules that are not served any more."""
    overlay = Overlay(tmp_path / "my-rules", "Money leaves")
    settings = Settings(port=0, rules=overlay.root, live=source.settings())
    with running(settings, clock=clock.now, ticks=clock.ticks) as address, Ready(address) as ready:
        ready.serving(overlay.hash)
        before = get(address, EXPLANATION)
        changed = overlay.retitle("Money returns")
        ready.serving(changed)
        after = get(address, EXPLANATION)
    assert before.json()["rule_pack"]["hash"] != changed == after.json()["rule_pack"]["hash"]
    assert before.headers["etag"] != after.headers["etag"]
    assert source.asked[PRICES] == 1


@pytest.mark.parametrize(
    ("host", "restricted", "warned"),
    [
        ("127.0.0.1", "use", False),
        ("localhost", "use", False),
        ("::1", "use", False),
        ("0.0.0.0", "use", True),
        ("example.org", "use", True),
        ("0.0.0.0", "drop", False),
    ],
)
def test_who_serves_others_is_told_of_terms(
    source: LiveSource, explainer: Explainer, host: str, restricted: str, warned: bool
) -> None:
    """A server that others can reach warns of the sources whose figures may not be served."""
    live = source.settings(restricted=restricted)
    with capture_logs() as events:
        create_app(Settings(host=host, live=live), explainer=explainer)
    told = [event["sources"] for event in events if event["event"] == "provider.restricted"]
    assert told == ([("coingecko",)] if warned else [])


def test_a_server_stops_while_a_source_keeps_it_waiting(serve: Serving, source: LiveSource) -> None:
    """The round is ended with it; nothing hangs and nothing is left to warn of."""
    source.hold()
    with serve() as address:
        eventually(lambda: source.asked[PRICES])
        assert get(address, "/health/ready").json()["live"]["state"] == "starting"


def test_a_key_is_nowhere_in_answers_and_logs(cli: Cli) -> None:
    """What `explainer serve` prints, logs and answers, with sources that work and that fail."""
    with LiveSource() as source:
        source.down = {TOTALS}
        environment = source.environment() | {"EXPLAINER_LOG_LEVEL": "debug"}
        with Served(cli, "--port", "0", **environment) as served:
            answers = [
                get(served.address, path).text
                for path in (SNAPSHOT, f"{EXPLANATION}?length=article&format=html", "/health/ready")
            ]
            assert served.end(signal.SIGINT) == 0
            events = served.events()
    assert source.keys == {KEY}
    assert KEY not in json.dumps(answers) + served.log.read_text() + served.greeting
    names = [event["event"] for event in events]
    assert {"provider.failed", "snapshot.assembled"} <= set(names)
    assert names[-1] == "server.stopped"
    assert [event for event in events if event["level"] in ("error", "critical")] == []
