"""The catalogue of metrics and what is looked up in it."""

import re
from pathlib import Path

import msgspec
import pytest

from explainer.metric_spec import SUFFIX_UNITS, MetricSpec
from explainer.metrics import CATALOGUE, GROUPS, KEYED_GROUPS, MAP_FIELDS, resolve
from explainer.snapshot import Snapshot

ALL = pytest.mark.parametrize("spec", CATALOGUE.values(), ids=lambda spec: spec.id)
NUMBERS = pytest.mark.parametrize(
    "spec",
    [spec for spec in CATALOGUE.values() if spec.kind == "number"],
    ids=lambda spec: spec.id,
)


def test_catalogue_holds_exactly_the_metrics_of_the_contract(shared: Path) -> None:
    """Every metric of the contract's table is there under its path, and no other."""
    text = (shared / "design" / "contract.md").read_text("utf-8").split("## Snapshot")[1]
    promised = set()
    for group, cell in re.findall(r"^\| `([^`]+)` \| (.+) \|$", text, re.MULTILINE):
        if group.split(".")[0] in GROUPS:
            names = re.sub(r"\([^)]*\)|\bwith\b", "", cell)
            promised |= {f"{group}.{name}" for name in re.findall(r"[a-z]\w*(?:\.<SYM>)?", names)}
    assert set(CATALOGUE) == promised


@ALL
def test_every_metric_is_described(spec: MetricSpec) -> None:
    """Each has words for readers, and a label that names the asset where there is one."""
    assert spec.description.endswith(".")
    assert spec.label
    assert spec.window
    assert ("{asset}" in spec.label) == ("<SYM>" in spec.id)


@ALL
def test_unit_is_what_the_name_promises(spec: MetricSpec) -> None:
    """A suffix that names a unit is the unit, and no such unit goes without its suffix."""
    name = spec.id.removesuffix(".<SYM>").rsplit(".", 1)[-1]
    promised = [unit for suffix, unit in SUFFIX_UNITS.items() if name.endswith(suffix)]
    if promised:
        assert [spec.unit] == promised
    else:
        assert spec.unit not in SUFFIX_UNITS.values()


@NUMBERS
def test_numbers_have_a_range_and_an_age(spec: MetricSpec) -> None:
    """Every number can be found impossible or stale; the bounds are finite and in order."""
    assert spec.low is not None
    assert spec.high is not None
    assert -1e16 < spec.low < spec.high < 1e16
    assert spec.max_age_hours is not None
    assert 0 < spec.max_age_hours <= 24 * 10
    assert (spec.suspect_below is None) == (spec.suspect_unit is None)


@NUMBERS
def test_window_in_the_name_is_the_window(spec: MetricSpec) -> None:
    """`24h` and its like in a name say what the figure covers."""
    name = spec.id.split(".<SYM>")[0] if spec.id.endswith("<SYM>") else spec.id
    for window in ("1h", "24h", "7d", "30d"):
        if f"_{window}" in name:
            assert spec.window == window


@pytest.mark.parametrize(
    ("metric_id", "found"),
    [
        ("market.vix", None),
        ("macro.vix", "macro.vix"),
        ("etf.BTC.net_flow_usd", "etf.<SYM>.net_flow_usd"),
        ("etf.{asset}.net_flow_usd", "etf.<SYM>.net_flow_usd"),
        ("etf.<SYM>.net_flow_usd", "etf.<SYM>.net_flow_usd"),
        ("etf.btc.net_flow_usd", None),
        ("etf.net_flow_usd", None),
        ("etf.BTC.netflow_usd", None),
        ("assets.1INCH.price_usd", "assets.<SYM>.price_usd"),
        ("assets.ABCDEFGHIJKLMNOP.price_usd", None),
        ("macro.BTC.vix", None),
        (
            "derivatives.liquidations_by_asset_usd.ETH",
            "derivatives.liquidations_by_asset_usd.<SYM>",
        ),
        ("derivatives.liquidations_by_asset_usd", None),
        ("derivatives.open_interest_usd.ETH", None),
        ("", None),
        ("...", None),
    ],
)
def test_paths_lead_to_metrics(metric_id: str, found: str | None) -> None:
    """Symbols stand only where a symbol belongs, and are written as symbols."""
    spec = resolve(metric_id)
    assert (spec.id if spec else None) == found


def test_groups_know_their_shape() -> None:
    """Which groups hold a struct for each symbol, and which fields a number for each."""
    assert set(KEYED_GROUPS) == {"assets", "etf"}
    assert GROUPS["assets"]["price_usd"].id == "assets.<SYM>.price_usd"
    assert {group: fields for group, fields in MAP_FIELDS.items() if fields} == {
        "derivatives": ("liquidations_by_asset_usd", "open_interest_by_asset_change_24h_pct")
    }


@pytest.mark.parametrize(
    ("metric_id", "value", "possible"),
    [
        ("assets.BTC.change_24h_pct", -100.0, True),
        ("assets.BTC.change_24h_pct", -100.1, False),
        ("assets.BTC.price_usd", 0.0, False),
        ("market.rsi_14", 100.0, True),
        ("market.rsi_14", -0.1, False),
        ("macro.oil_change_pct", -305.0, True),
        ("macro.vix_change_pct", 115.6, True),
        ("macro.btc_gold_correlation", 1.01, False),
        ("derivatives.funding_rate_8h_pct", 9.0, False),
        ("flows.fund_outflow_7d_usd", -1.0, False),
    ],
)
def test_ranges_hold_what_is_possible(metric_id: str, value: float, *, possible: bool) -> None:
    """Extremes on record are possible; what cannot be is not, at the bound and beyond."""
    spec = resolve(metric_id)
    assert spec is not None
    assert spec.possible(value) is possible


@pytest.mark.parametrize(
    ("metric_id", "value", "suspect"),
    [
        ("derivatives.funding_rate_8h_pct", 0.0001, True),
        ("derivatives.funding_rate_8h_pct", -0.0001, True),
        ("derivatives.funding_rate_8h_pct", 0.0, False),
        ("derivatives.funding_rate_8h_pct", 0.01, False),
        ("derivatives.long_share_pct", 0.85, True),
        ("derivatives.long_share_pct", 1.0, True),
        ("derivatives.long_share_pct", 85.0, False),
        ("derivatives.liquidations_24h_usd", 9_999.0, True),
        ("derivatives.liquidations_24h_usd", 10_000.0, False),
        ("sentiment.fear_greed", 0.24, True),
        ("sentiment.fear_greed", 1.0, False),
        ("market.btc_dominance_pct", 0.6, True),
        ("assets.ETH.rsi_14", 0.3, True),
        ("etf.BTC.net_flow_usd", -566.4, True),
        ("etf.BTC.net_flow_usd", -566_400_000.0, False),
        ("assets.BTC.price_usd", 0.1, False),
    ],
)
def test_odd_magnitudes_are_suspected(metric_id: str, value: float, *, suspect: bool) -> None:
    """A number too small for its unit was probably sent in another; zero never is."""
    spec = resolve(metric_id)
    assert spec is not None
    assert spec.suspect(value) is suspect


def test_readings_of_real_days_are_possible(shared: Path) -> None:
    """No reading of six years of history is taken for impossible."""
    lines = (shared / "history" / "daily-2019-2024.jsonl").read_bytes().splitlines()
    for line in lines:
        for group, held in msgspec.json.decode(line).items():
            if group not in GROUPS:
                continue
            rows = held.items() if group in KEYED_GROUPS else [("", held)]
            for symbol, row in rows:
                for field, value in row.items():
                    spec = GROUPS[group][field]
                    if spec.kind == "number" and isinstance(value, int | float):
                        assert spec.possible(value), (line[:40], symbol, field, value)


def test_published_schema_carries_what_the_catalogue_knows() -> None:
    """Unit, window, sign, range and age are in the JSON schema of the snapshot."""
    schema = msgspec.json.schema(Snapshot)["$defs"]["Etf"]["properties"]["net_flow_usd"]
    spec = CATALOGUE["etf.<SYM>.net_flow_usd"]
    assert schema["description"] == spec.description
    assert schema["x-unit"] == "usd"
    assert schema["x-window"] == spec.window
    assert schema["x-sign"] == "negative is an outflow"
    assert schema["x-plausible-range"] == [spec.low, spec.high]
    assert schema["x-max-age"] == "PT120H"


def test_label_names_the_asset() -> None:
    """The label of a keyed metric takes the symbol."""
    assert CATALOGUE["etf.<SYM>.net_flow_usd"].label_for("ETH") == (
        "net flow of U.S. spot ETH ETFs"
    )
