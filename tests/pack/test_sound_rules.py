"""Rules that come close to a mistake and are none: nothing is found in them."""

from pathlib import Path

import pytest
from tests.pack.folders import CASES, DRIVER, check_over_base, codes
from tests.pack.strangers import edited

BANDS = "[{at: -50M, strength: 0}, {at: -200M, strength: 0.3}]"
FAMILY = "    family: etf_flow\n"
MORE = "what_it_means:"


def evidence(name: str, *lines: str) -> str:
    """One more piece of evidence before the texts of the driver."""
    return "".join([f"  {name}:\n", *(f"    {line}\n" for line in lines)]) + MORE


SOUND = {
    "the driver fires at a band on a line": edited(
        (BANDS, "[{at: 0, strength: 0}, {at: -100M, strength: 0.3}, {at: -200M, strength: 0.6}]")
    ),
    "a level that one more band keeps flat until it rises": edited(
        (
            BANDS,
            "[{at: -50M, strength: 0}, {at: -60M, strength: 0.4}, {at: -70M, strength: 0.4}, "
            "{at: -80M, strength: 0.5}]",
        )
    ),
    "two bands of one strength": edited(
        (BANDS, "[{at: -50M, strength: 0.3}, {at: -200M, strength: 0.3}]")
    ),
    "a second curve for a day that fell": edited(
        (
            MORE,
            evidence(
                "session_too",
                'metric: "etf.{asset}.net_flow_usd"',
                "over: [BTC, ETH]",
                "family: etf_flow",
                "when: [{metric: market.change_24h_pct, below: -2}]",
                "bands: [{at: -40M, strength: 0}, {at: -80M, strength: 0.3}]",
                'say: "{asset} funds lost {value}"',
            ),
        )
    ),
    "a second curve for another asset": edited(
        ("over: [BTC, ETH]", "over: [BTC]"),
        (
            MORE,
            evidence(
                "session_ether",
                'metric: "etf.{asset}.net_flow_usd"',
                "over: [ETH]",
                "family: etf_flow",
                "bands: [{at: -10M, strength: 0}, {at: -40M, strength: 0.3}]",
                'say: "{asset} funds lost {value}[ on {session_date|date}]"',
            ),
        ),
    ),
    "a curve the other way": edited(
        (
            MORE,
            evidence(
                "inflow",
                'metric: "etf.{asset}.net_flow_usd"',
                "over: [BTC, ETH]",
                "family: inflow",
                "bands: [{at: 50M, strength: 0}, {at: 500M, strength: 0.2}]",
                'say: "{asset} funds took in {value}"',
            ),
        )
    ),
    "a weaker sentence that comes first where both are equal": edited(
        (FAMILY, FAMILY + "    when: [{metric: market.change_24h_pct, below: -2}]\n"),
        (
            MORE,
            evidence(
                "any_day",
                'metric: "etf.{asset}.net_flow_usd"',
                "over: [BTC, ETH]",
                "family: etf_flow",
                f"bands: {BANDS}",
                'say: "{asset} funds lost {value} on a quiet day"',
            ),
        ),
    ),
    "guards on one metric that leave room": edited(
        (
            FAMILY,
            FAMILY
            + "    when:\n"
            + "      - {metric: market.change_24h_pct, above: -5}\n"
            + "      - {metric: market.change_24h_pct, below: -2}\n",
        )
    ),
    "a guard on the own metric within the bands": edited(
        (FAMILY, FAMILY + '    when: [{metric: "etf.{asset}.net_flow_usd", above: -500M}]\n')
    ),
    "a curve above 0 from its first band on": edited((BANDS, BANDS.replace("0}", "0.2}", 1))),
    "true for every reading that passes a guard": edited(
        ("metric: etf.{asset}.net_flow_usd\n    over: [BTC, ETH]", "metric: sentiment.fear_greed"),
        (BANDS, "[{at: 100, strength: 0.1}, {at: 20, strength: 0.6}]"),
        (FAMILY, FAMILY + "    when: [{metric: market.change_24h_pct, below: -5}]\n"),
        ("{asset} funds lost {value}[ on {session_date|date}]", "the mood stood at {value}"),
    ),
    "two events told in the same words": edited(
        (
            MORE,
            evidence(
                "rule",
                "event: {kind: [regulation], within_days: 3}",
                "family: rules",
                "strength: 0.4",
                'say: "{title} was reported"',
            ).removesuffix(MORE)
            + evidence(
                "breach",
                "event: {kind: [security_breach], within_days: 3}",
                "family: rules",
                "strength: 0.4",
                'say: "{title} was reported"',
            ),
        )
    ),
    "two offsets that differ in a metric and say so": edited(
        (
            MORE,
            "offsets:\n"
            '  day: {metric: etf.BTC.net_flow_usd, above: 50M, say: "funds took in {value}"}\n'
            '  week: {metric: etf.BTC.net_flow_7d_usd, above: 50M, say: "funds took in {value} in '
            'a week"}\n' + MORE,
        )
    ),
    "an apostrophe and a quotation inside a text": edited(
        ("Money leaves.", "Some call it \u201ca run\u201d; it\u2019s money that leaves.")
    ),
    "a link to a driver of an earlier role": edited((MORE, "leads_to: [regulation]\n" + MORE)),
}


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_rule_gives_no_alarm(name: str, tmp_path: Path) -> None:
    """Nothing at all is found."""
    files = {"drivers/extra.yaml": SOUND[name], "drivers/extra.cases.yaml": CASES}
    assert codes(check_over_base(tmp_path, files)) == []


def test_an_overlay_is_not_told_what_is_idle_in_the_pack_below(tmp_path: Path) -> None:
    """Whoever replaces the driver that watched a signal cannot mend the signal."""
    rule = DRIVER.replace("id: extra", "id: etf_outflows")
    assert codes(check_over_base(tmp_path, {"drivers/etf_outflows.yaml": rule})) == []


def test_what_is_switched_off_leaves_no_dangling_link(tmp_path: Path) -> None:
    """The built-in drivers that lead there are not the overlay's to mend."""
    off = "id: technical_breakdown\nenabled: false\n"
    assert codes(check_over_base(tmp_path, {"drivers/technical_breakdown.yaml": off})) == []


def test_a_copy_is_told_of_in_the_overlay_and_not_below_it(tmp_path: Path) -> None:
    """The copy is the author's, whichever of the two rules comes first by name."""
    text = "Investors who reach bitcoin through brokers are taking money out."
    rule = edited(("id: extra", "id: a_copy"), ("Money leaves.", text))
    files = {
        "drivers/a_copy.yaml": rule,
        "drivers/a_copy.cases.yaml": CASES.replace("extra", "a_copy"),
    }
    (found,) = check_over_base(tmp_path, files).diagnostics
    assert (found.code, Path(found.path).name) == ("R216", "a_copy.yaml")
