"""The catalogue and the episodes over HTTP."""

from __future__ import annotations

import httpx
import pytest

from explainer.api.negotiate import FORMATS
from explainer.episodes import load_episodes
from explainer.explainer import Explainer
from explainer.metrics import CATALOGUE
from explainer.pack import RulePack

EPISODES = {episode.id: episode for episode in load_episodes()}


def test_every_driver_is_listed_and_can_be_looked_up(client: httpx.Client, pack: RulePack) -> None:
    """The list is in the pack's order, and each driver's address gives its whole rule."""
    listed = client.get("/v1/drivers").json()
    assert [driver["id"] for driver in listed["drivers"]] == [each.id for each in pack.drivers]
    assert listed["rule_pack"] == {"name": pack.name, "version": pack.version, "hash": pack.hash}
    for driver in pack.drivers:
        rule = client.get(f"/v1/drivers/{driver.id}").json()
        assert rule["evidence"].keys() == driver.evidence.keys()
        assert rule["false_positives"] == list(driver.false_positives)


def test_every_signal_is_listed(client: httpx.Client, pack: RulePack) -> None:
    """Signals come in the pack's order with what crossing them would mean."""
    listed = client.get("/v1/signals").json()["signals"]
    assert [signal["id"] for signal in listed] == [each.id for each in pack.signals]
    assert all(signal["meaning"] for signal in listed)


def test_every_metric_is_listed_with_its_meaning(client: httpx.Client, pack: RulePack) -> None:
    """Given, derived and custom metrics come with unit, label and description."""
    listed = client.get("/v1/metrics").json()["metrics"]
    by_origin: dict[str, set[str]] = {"given": set(), "derived": set(), "custom": set()}
    for metric in listed:
        by_origin[metric["origin"]].add(metric["id"])
        assert metric["unit"]
        assert metric["label"]
        assert metric["description"]
    assert by_origin["given"] == set(CATALOGUE)
    assert by_origin["derived"] == set(pack.metrics.derived)
    assert by_origin["custom"] == {f"custom.{name}" for name in pack.metrics.custom}


def test_a_metric_tells_its_unit_window_sign_range_and_age(client: httpx.Client) -> None:
    """What a sender must know about a figure is in the catalogue."""
    listed = {metric["id"]: metric for metric in client.get("/v1/metrics").json()["metrics"]}
    spec = CATALOGUE["etf.<SYM>.net_flow_usd"]
    metric = listed[spec.id]
    assert metric["unit"] == "usd"
    assert metric["window"] == spec.window
    assert metric["sign"] == "negative is an outflow"
    assert (metric["low"], metric["high"]) == (spec.low, spec.high)
    assert metric["max_age_hours"] == spec.max_age_hours


def test_episodes_are_listed_by_date(client: httpx.Client) -> None:
    """The list holds every bundled episode with its moment and direction."""
    listed = client.get("/v1/episodes").json()["episodes"]
    assert [entry["id"] for entry in listed] == sorted(EPISODES)
    assert all(entry["as_of"].endswith("Z") and entry["title"] for entry in listed)


@pytest.mark.parametrize("name", EPISODES)
def test_an_episode_shows_its_snapshot_and_where_it_comes_from(
    client: httpx.Client, name: str
) -> None:
    """The snapshot shown can be sent back, and gives the explanation the episode has."""
    shown = client.get(f"/v1/episodes/{name}").json()
    assert shown["published"].keys() >= {"urls", "drivers"}
    sent = client.post("/v1/explanations", json=shown["snapshot"])
    assert sent.status_code == 200
    assert sent.content == client.get(f"/v1/episodes/{name}/explanation").content


@pytest.mark.parametrize("form", FORMATS)
def test_an_episode_is_explained_in_every_format(
    client: httpx.Client, explainer: Explainer, form: str
) -> None:
    """The options are those of the other route."""
    episode = next(iter(EPISODES.values()))
    answer = client.get(f"/v1/episodes/{episode.id}/explanation?format={form}")
    assert answer.headers["content-type"].partition(";")[0] == FORMATS[form]
    assert answer.text == explainer.render(explainer.explain(episode.snapshot), form)


def test_readiness_counts_what_is_loaded(client: httpx.Client, pack: RulePack) -> None:
    """An operator sees which rules answer, and how many of everything there are."""
    ready = client.get("/health/ready").json()
    assert ready["status"] == "ready"
    assert ready["rule_pack"]["hash"] == pack.hash
    assert (ready["drivers"], ready["signals"]) == (len(pack.drivers), len(pack.signals))
    assert ready["episodes"] == len(EPISODES)


def test_liveness_needs_no_rules(client: httpx.Client) -> None:
    """The process answers."""
    assert client.get("/health/live").json() == {"status": "live"}
