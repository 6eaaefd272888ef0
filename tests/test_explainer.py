"""The facade: what goes in, in which forms, and what is refused."""

from __future__ import annotations

import msgspec
import pytest

import explainer
from explainer import Explainer, Snapshot, load_pack
from explainer.errors import OptionError, SnapshotError, SnapshotTooLarge
from explainer.limits import Limits
from explainer.narrative import LENGTHS

FIGURES = {
    "as_of": "2026-02-04T21:00:00Z",
    "etf": {"BTC": {"net_flow_usd": -540_000_000}},
    "assets": {"BTC": {"price_usd": 73_000}},
}
CHANGES = {"BTC": -6.1, "ETH": -8.2, "SOL": -8.2, "XRP": -8.2, "ADA": -9.1, "DOGE": -7.0}
BODY = msgspec.json.encode(FIGURES)


def test_every_form_of_a_snapshot_is_the_same_snapshot() -> None:
    """Bytes, a dict and a struct give one explanation, id included, and so does its JSON."""
    from_dict = explainer.explain(FIGURES)
    assert explainer.explain(BODY) == from_dict
    assert explainer.explain(msgspec.json.decode(BODY, type=Snapshot)) == from_dict
    assert explainer.explain_json(BODY) == msgspec.json.encode(from_dict)


@pytest.mark.parametrize("length", LENGTHS)
def test_the_order_of_keys_does_not_count(length: str) -> None:
    """Two ways of writing one snapshot give the same bytes, receipts included."""
    assets = {name: {"change_24h_pct": change} for name, change in CHANGES.items()}
    snapshot = {**FIGURES, "assets": assets}
    turned = {**FIGURES, "assets": dict(reversed(assets.items()))}
    there, back = (msgspec.json.encode(dict(reversed(each.items()))) for each in (snapshot, turned))
    assert explainer.explain_json(there, length=length) == explainer.explain_json(
        back, length=length
    )


def test_a_pack_of_ones_own_is_used() -> None:
    """What is given as pack answers, under its own hash."""
    pack = load_pack()
    alone = msgspec.structs.replace(pack, hash="0" * 64)
    assert explainer.explain(BODY, pack=alone).rule_pack.hash == "0" * 64
    assert explainer.explain(BODY).rule_pack.hash == pack.hash


def test_a_premise_counts_wherever_it_is_given() -> None:
    """The sender's word that prices fell makes drivers explain, by every door."""
    taken = explainer.explain(BODY, premise=True)
    assert [one.id for one in taken.drivers if one.explains] == ["etf_outflows"]
    assert not any(one.explains for one in explainer.explain(BODY).drivers)
    assert explainer.explain_json(BODY, premise=True) == msgspec.json.encode(taken)


def test_what_is_refused_says_so() -> None:
    """No snapshot, one beyond a limit, and options that do not exist."""
    with pytest.raises(SnapshotError, match="as_of"):
        explainer.explain({})
    with pytest.raises(SnapshotTooLarge):
        Explainer(load_pack(), Limits(max_body_bytes=10)).explain(BODY)
    with pytest.raises(OptionError, match="did you mean BTC"):
        explainer.explain(BODY, focus="BTCC")


@pytest.mark.parametrize(
    ("form", "hint"), [("markdwn", "did you mean markdown?"), ("pdf", "there is text, ")]
)
def test_a_format_that_does_not_exist_is_an_option_error(form: str, hint: str) -> None:
    """The hint names the nearest format, else all of them."""
    ours = Explainer(load_pack())
    with pytest.raises(OptionError) as caught:
        ours.render(ours.explain(BODY), form)
    assert caught.value.hint is not None
    assert caught.value.hint.startswith(hint)
