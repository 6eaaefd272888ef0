"""A mirror takes the place of a host; keys are sent, and shown nowhere."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

import pytest
import structlog
from tests.providers.acting import (
    Act,
    down,
    healthy,
    page,
    status,
    truncated,
)
from tests.providers.one_source import (
    BY_PARAMETER,
    KEY,
    PATH,
    SOURCE,
    ask,
    asked_of,
    redirecting,
)
from tests.providers.playing import AS_OF, Playing
from tests.providers.running import client_of, run

from explainer.errors import (
    ProviderError,
    ProviderRefused,
    ProviderUnreachable,
    SettingsError,
)
from explainer.providers.client import Body, Client
from explainer.providers.provider import Provider


def test_a_mirror_takes_the_place_of_the_host_alone() -> None:
    """The name of the source, the path as it is written and every parameter are kept."""

    async def asking(playing: Playing) -> list[str]:
        async with Client(clock=lambda: AS_OF, mirror=playing.url + "/") as client:
            url = "https://source.example/v8/chart/%5ENDX?interval=1d"
            first = await client.get(SOURCE, url, {"range": "1 mo", "ids": "a,b"}, fresh=60.0)
            second = await client.get(SOURCE, "https://source.example/x?a=1", fresh=60.0)
            return [first.url, second.url]

    with Playing() as playing:
        playing.act(status(200, body=b"[1]"))
        urls = run(asking(playing))
        first, second = playing.seen
    assert urls == [
        "https://source.example/v8/chart/%5ENDX?interval=1d&range=1+mo&ids=a%2Cb",
        "https://source.example/x?a=1",
    ]
    assert first.path == "/coingecko/v8/chart/%5ENDX"
    assert first.query == {"interval": "1d", "range": "1 mo", "ids": "a,b"}
    assert (second.path, second.query) == ("/coingecko/x", {"a": "1"})


@pytest.mark.parametrize("provider", [SOURCE, BY_PARAMETER])
@pytest.mark.parametrize(
    "act",
    [
        healthy,
        down,
        status(401),
        status(403),
        status(429),
        status(500),
        redirecting(lambda _: f"https://elsewhere.example/?key={KEY}"),
        page(),
        truncated,
    ],
)
def test_a_key_is_sent_and_shown_nowhere(
    provider: Provider, act: Act, caplog: pytest.LogCaptureFixture
) -> None:
    """Not in addresses, errors, their traces, or the logs of any library at its loudest."""
    caplog.set_level(logging.DEBUG)
    shown: list[str] = []
    with Playing() as playing, structlog.testing.capture_logs() as logs:
        playing.act(act)
        try:
            body = asked_of(playing, provider, keys={"SOURCE_KEY": f" {KEY}\n"})
            shown.append(body.url)
        except ProviderError as error:
            shown += [str(error), repr(error), error.detail]
        for seen in playing.seen:
            sent = seen.headers.get("x-key") or seen.query.get("key")
            assert sent == KEY
    shown += [str(log) for log in logs]
    shown += [f"{record.getMessage()} {record.__dict__}" for record in caplog.records]
    assert shown
    for text in shown:
        assert "s3cret" not in text
        assert "elsewhere" not in text


def test_a_key_that_a_source_repeats_is_hidden() -> None:
    """As it was sent, and as it stands in an address."""

    def check(_body: Body) -> None:
        raise ProviderRefused("coingecko", f"unknown key {KEY} in ?key=s3cret%2F%2Bkey%3D%26%25")

    async def asking(playing: Playing) -> Body:
        async with client_of(playing, keys={"SOURCE_KEY": KEY}) as client:
            return await ask(client, check=check)

    with Playing() as playing, pytest.raises(ProviderRefused) as caught:
        run(asking(playing))
    assert str(caught.value) == "coingecko: unknown key *** in ?key=***"
    assert repr(caught.value) == "ProviderRefused('coingecko: unknown key *** in ?key=***')"


def test_what_a_source_says_is_told_in_one_short_line() -> None:
    """Nothing in it moves a cursor, or fills a screen."""
    error = ProviderRefused("source", "no\x1b[2J\n\x00" + "!" * 5000)
    assert error.detail.startswith("no [2J  !!")
    assert len(error.detail) == 300
    assert error.detail.isprintable()


def test_keys_that_no_request_can_hold_are_refused_together() -> None:
    """Each is named by its variable, and none is shown."""
    keys = {"A_KEY": "ключ", "B_KEY": "two words", "C_KEY": "fine", "D_KEY": "a\r\nb", "E_KEY": " "}
    with pytest.raises(SettingsError) as caught:
        Client(clock=lambda: AS_OF, keys=keys)
    assert [problem.pointer for problem in caught.value.problems] == ["/A_KEY", "/B_KEY", "/D_KEY"]
    assert "ключ" not in str(caught.value)


def test_an_empty_key_is_none() -> None:
    """A variable that is there and empty switches nothing on."""
    client = Client(clock=lambda: AS_OF, keys={"SOURCE_KEY": " \n"})
    assert not client.has_key(SOURCE)
    assert Client(clock=lambda: AS_OF, keys={"SOURCE_KEY": "k"}).has_key(SOURCE)


def test_a_proxy_of_the_environment_is_used_for_sources_and_not_for_a_mirror(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A mirror is named by its address, and is reached there."""
    with Playing() as playing:
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        assert asked_of(playing).content

        async def asking() -> Body:
            async with Client(clock=lambda: AS_OF) as client:
                url = f"{playing.url}{PATH}"
                return await client.get(SOURCE, url, fresh=60.0)

        playing.forget()
        with pytest.raises(ProviderUnreachable):
            run(asking())
        assert playing.seen == []


@pytest.mark.parametrize("proxy", ["socks9://x:1", "http://[::1", "::::"])
def test_a_proxy_that_is_none_is_a_setting_that_is_wrong(
    monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    """The operator is told what to write, and not shown a trace."""
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    with pytest.raises(SettingsError, match="proxy"):
        Client(clock=lambda: datetime.now(UTC))


def test_the_log_of_httpx_stays_quiet_when_all_others_are_loud() -> None:
    """It would tell addresses and headers with keys in them."""
    Client(clock=lambda: AS_OF)
    for name in ("httpx", "httpcore", "httpcore.http11", "httpcore.connection"):
        assert logging.getLogger(name).getEffectiveLevel() >= logging.WARNING
