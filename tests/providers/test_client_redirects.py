"""A source may send us on within its host, and nowhere else."""

from __future__ import annotations

import pytest
from tests.providers.one_source import (
    BY_PARAMETER,
    KEY,
    PATH,
    URL,
    ask,
    asked_of,
    redirecting,
)
from tests.providers.playing import Playing
from tests.providers.running import client_of, run

from explainer.errors import (
    ProviderRefused,
    ProviderUnreachable,
)
from explainer.providers.client import Body


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("target", ["?end=1", PATH + "?end=1", "{host}" + PATH + "?end=1"])
def test_a_source_may_send_us_on_within_its_host(code: int, target: str) -> None:
    """Relative and whole addresses are followed; what is told stays the address that was asked."""
    with Playing() as playing:
        playing.act(redirecting(lambda _: target.replace("{host}", playing.url), code))
        body = asked_of(playing, keys={"SOURCE_KEY": KEY})
        assert body.url == URL
        assert [seen.headers["x-key"] for seen in playing.seen] == [KEY, KEY]


@pytest.mark.parametrize(
    "target",
    [
        "https://elsewhere.example/?end=1",
        "//elsewhere.example/?end=1",
        "http://localhost:{port}/coingecko/api/v3/global?end=1",
        "http://127.0.0.1:1/?end=1",
        "https://127.0.0.1:{port}/?end=1",
        "http://user:word@127.0.0.1:{port}/?end=1",
        "ftp://127.0.0.1/?end=1",
        "javascript:/alert(1)",
    ],
)
def test_no_source_may_send_us_elsewhere(target: str) -> None:
    """Another host, port or scheme would get our key; nothing of the address is repeated."""
    with Playing() as playing:
        port = playing.url.rpartition(":")[2]
        playing.act(redirecting(lambda _: target.replace("{port}", port)))
        with pytest.raises(ProviderRefused) as caught:
            asked_of(playing, BY_PARAMETER, keys={"SOURCE_KEY": KEY})
        assert "it sends us to" in caught.value.detail
        assert "elsewhere" not in str(caught.value)
        assert len(playing.seen) == 1


@pytest.mark.parametrize("target", ["javascript:alert(1)", "http://[::1", "http://\x01/", ""])
def test_an_address_that_is_none_is_an_error_of_the_source(target: str) -> None:
    """Whatever a library stumbles over has a name of ours."""
    with Playing() as playing:
        playing.act(redirecting(lambda _: target))
        with pytest.raises((ProviderRefused, ProviderUnreachable)):
            asked_of(playing)


def test_a_source_may_send_us_on_three_times() -> None:
    """The fourth time is one too many; so is an address that leads back to itself."""
    for ways, fine in ((3, True), (4, False), (10**9, False)):
        with Playing() as playing:
            playing.act(
                redirecting(
                    lambda exchange, ways=ways: (  # type: ignore[misc]
                        f"?way={int(exchange.asked.query.get('way', '0')) + 1}"
                        if int(exchange.asked.query.get("way", "0")) + 1 < ways
                        else "?end=1"
                    )
                )
            )
            if fine:
                assert asked_of(playing).content
            else:
                with pytest.raises(ProviderRefused, match="sends us on more than 3 times"):
                    asked_of(playing)
                assert len(playing.seen) == 4


def test_what_is_posted_is_sent_on_only_as_such() -> None:
    """A redirect that would make a question of what is posted is not followed."""
    for code, fine in ((307, True), (308, True), (302, False), (303, False)):
        with Playing() as playing:
            playing.act(redirecting(lambda _: "?end=1", code))

            async def asking(playing: Playing = playing) -> Body:
                async with client_of(playing) as client:
                    return await ask(client, posted={"type": "all"})

            if fine:
                assert run(asking()).content
            else:
                with pytest.raises(ProviderRefused, match="does not take what is posted"):
                    run(asking())
