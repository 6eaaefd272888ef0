"""Loading a pack: overlays, order, switching off, and the hash."""

import shutil
from pathlib import Path

import pytest
from tests.pack.folders import BASE, CASES, DRIVER, check_over_base, codes, write_folder

from explainer.errors import PackError
from explainer.pack import RulePack, check_pack, load_pack

BESIDE = {"drivers/extra.cases.yaml": CASES}


def load_over_base(root: Path, files: dict[str, str]) -> RulePack:
    """The small pack with an overlay of these files."""
    return load_pack(BASE, write_folder(root, files))


def copy_base(root: Path) -> Path:
    """A copy of the small pack that a test may change."""
    return Path(shutil.copytree(BASE, root / "copy"))


def test_a_pack_comes_in_its_order() -> None:
    """Drivers and signals stand in the order of pack.yaml, with settings and words."""
    pack = load_pack(BASE)
    assert [driver.id for driver in pack.drivers] == [
        "etf_outflows",
        "regulation",
        "technical_breakdown",
    ]
    assert [signal.id for signal in pack.signals] == ["etf_flows", "key_level"]
    assert (pack.name, pack.version, pack.fires_at) == ("small", "1.0.0", 0.3)
    assert pack.stablecoins == {"USDT", "USDC"}
    assert pack.lexicon["assets"] == {"BTC": "bitcoin", "ETH": "ether"}


def test_suffixes_become_numbers() -> None:
    """-200M in a band, 50M in an offset and 100M in `near` are numbers; a share stays text."""
    pack = load_pack(BASE)
    driver = pack.drivers[0]
    assert driver.evidence["session"].bands[1].at == -200_000_000.0
    assert driver.offsets["inflow"].above == 50_000_000.0
    assert [signal.near for signal in pack.signals] == [100_000_000.0, "3%"]


def test_the_built_in_pack_loads_without_errors() -> None:
    """The rules that travel with the package are right."""
    report = check_pack()
    assert report.errors == ()
    assert report.pack is not None


def test_an_overlay_replaces_a_rule_as_a_whole(tmp_path: Path) -> None:
    """A driver of the same id takes the place of the built-in one, nothing of which is left."""
    text = DRIVER.replace("id: extra", "id: regulation")
    pack = load_over_base(tmp_path, {"drivers/regulation.yaml": text})
    driver = pack.drivers[1]
    assert (driver.id, driver.code) == ("regulation", "EXTRA-01")
    assert list(driver.evidence) == ["session"]


def test_an_overlay_adds_rules_in_sorted_order(tmp_path: Path) -> None:
    """New drivers come after those of the order, sorted by id."""
    files = {
        f"drivers/{name}.yaml": DRIVER.replace("id: extra", f"id: {name}").replace(
            "EXTRA-01", f"EXTRA-{number}"
        )
        for number, name in enumerate(("zebra", "alpha"))
    }
    pack = load_over_base(tmp_path, files)
    assert [driver.id for driver in pack.drivers][3:] == ["alpha", "zebra"]


def test_an_overlay_may_give_the_order(tmp_path: Path) -> None:
    """The overlay's list is the order; what it leaves out comes last, by id."""
    order = "drivers: [technical_breakdown, extra]\n"
    pack = load_over_base(tmp_path, {"pack.yaml": order, "drivers/extra.yaml": DRIVER})
    assert [driver.id for driver in pack.drivers] == [
        "technical_breakdown",
        "extra",
        "etf_outflows",
        "regulation",
    ]
    assert pack.name == "small"


def test_two_lines_switch_a_driver_off(tmp_path: Path) -> None:
    """The driver is gone with its signals and with what other drivers say about it."""
    text = "id: etf_outflows\nenabled: false\n"
    pack = load_over_base(tmp_path, {"drivers/etf_outflows.yaml": text})
    assert [driver.id for driver in pack.drivers] == ["regulation", "technical_breakdown"]
    assert [signal.id for signal in pack.signals] == ["key_level"]
    assert pack.drivers[1].role_when == ()


def test_a_signal_can_be_switched_off(tmp_path: Path) -> None:
    """A signal that is switched off is watched by nobody."""
    text = "id: etf_flows\nenabled: false\n"
    pack = load_over_base(tmp_path, {"signals/etf_flows.yaml": text})
    assert [signal.id for signal in pack.signals] == ["key_level"]
    assert pack.drivers[0].watch == ()


def test_a_whole_rule_can_be_switched_off(tmp_path: Path) -> None:
    """`enabled: false` in a complete rule switches it off; its mistakes are still told."""
    off = DRIVER + "enabled: false\n"
    pack = load_over_base(tmp_path / "a", {"drivers/extra.yaml": off, **BESIDE})
    assert len(pack.drivers) == 3
    broken = off.replace("role: trigger", "role: cause")
    report = check_over_base(tmp_path / "b", {"drivers/extra.yaml": broken})
    assert codes(report) == ["R013"]


def test_metrics_are_merged_entry_by_entry(tmp_path: Path) -> None:
    """An overlay's derived metrics join the built-in ones and replace those of the same id."""
    text = """\
derived:
  derived.market_change_pct: {op: first, of: [market.change_24h_pct], unit: pct, label: new}
  derived.gap_pp:
    {op: difference, of: [derived.market_change_pct, custom.mood], unit: pp, label: gap}
custom:
  mood: {label: mood, unit: index, window: 24h, low: 0, high: 1, direction: neither}
"""
    metrics = load_over_base(tmp_path, {"metrics.yaml": text}).metrics
    assert metrics.derived["derived.market_change_pct"].label == "new"
    assert "derived.altcoin_change_24h_pct" in metrics.derived
    assert metrics.derived["derived.gap_pp"].op == "difference"
    assert metrics.custom["mood"].high == 1.0


def test_moves_and_words_are_merged_key_by_key(tmp_path: Path) -> None:
    """One number of moves.yaml or one name of the lexicon can be changed alone."""
    pack = load_over_base(
        tmp_path,
        {
            "moves.yaml": "direction: {drawdown: -25}\n",
            "lexicon/en.yaml": "assets: {SOL: Solana}\n",
        },
    )
    assert pack.moves.direction.drawdown == -25.0
    assert pack.moves.direction.flat_within == 0.5
    assert pack.lexicon["assets"] == {"BTC": "bitcoin", "ETH": "ether", "SOL": "Solana"}


def test_a_mistake_in_a_merged_file_is_told_where_it_stands(tmp_path: Path) -> None:
    """A wrong value of the overlay is placed in the overlay, one of the base in the base."""
    report = check_over_base(tmp_path, {"moves.yaml": "\ndirection: {drawdown: deep}\n"})
    [found] = report.diagnostics
    assert found.path.startswith(str(tmp_path))
    assert found.span is not None
    assert (found.span.line, found.span.column) == (2, 23)


def test_a_built_in_rule_without_a_place_in_the_order(tmp_path: Path) -> None:
    """A file of a whole pack that pack.yaml does not name is an error."""
    root = copy_base(tmp_path)
    write_folder(root, {"drivers/extra.yaml": DRIVER, **BESIDE})
    report = check_pack(root)
    assert codes(report) == ["R131"]
    assert report.diagnostics[0].message == "`drivers/extra.yaml` has no place in the order"


def test_a_broken_driver_does_not_make_others_look_wrong(tmp_path: Path) -> None:
    """Drivers that lead to it and signals that flip it are not complained about."""
    report = check_over_base(tmp_path, {"drivers/etf_outflows.yaml": "id: etf_outflows\nrole: x\n"})
    assert {found.code for found in report.diagnostics} == {"R011", "R013"}


def test_the_error_carries_everything_needed_to_draw_it(tmp_path: Path) -> None:
    """PackError holds all diagnostics of all files and the texts that they lie in."""
    overlay = write_folder(
        tmp_path,
        {
            "drivers/extra.yaml": DRIVER.replace("version: 1", "version: 0").replace("BTC", "btc"),
            "signals/other.yaml": "id: other\n",
        },
    )
    with pytest.raises(PackError) as caught:
        load_pack(BASE, overlay)
    assert {"R127", "R136", "R011"} <= {found.code for found in caught.value.diagnostics}
    for found in caught.value.diagnostics:
        assert found.path in caught.value.texts


def test_the_hash_is_the_same_wherever_the_files_are(tmp_path: Path) -> None:
    """A copy of the pack in another folder, with the line ends of another system, hashes alike."""
    root = copy_base(tmp_path)
    for path in root.rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_pack(root).hash == load_pack(BASE).hash


def test_the_hash_changes_with_every_rule(tmp_path: Path) -> None:
    """A change of one character, an added rule and one switched off give different hashes."""
    root = copy_base(tmp_path)
    path = root / "drivers" / "regulation.yaml"
    path.write_text(path.read_text().replace("strength: 0.6", "strength: 0.5"))
    off = {"drivers/regulation.yaml": "id: regulation\nenabled: false\n"}
    hashes = [
        load_pack(BASE).hash,
        load_pack(root).hash,
        load_over_base(tmp_path / "a", {"drivers/extra.yaml": DRIVER}).hash,
        load_over_base(tmp_path / "b", off).hash,
        load_over_base(tmp_path / "c", {"moves.yaml": "direction: {drawdown: -25}\n"}).hash,
    ]
    assert len(set(hashes)) == len(hashes)
    assert all(len(value) == 64 for value in hashes)


def test_cases_do_not_change_the_hash(tmp_path: Path) -> None:
    """Cases test a rule and change no answer, so they do not count."""
    root = copy_base(tmp_path)
    (root / "drivers" / "regulation.cases.yaml").write_text("- name: another case\n")
    assert load_pack(root).hash == load_pack(BASE).hash


@pytest.mark.parametrize(
    ("metrics", "unknown"), [("", True), ("derived:\n", False), ("derived: [x]\n", False)]
)
def test_metrics_of_a_file_that_cannot_be_read_are_no_slips(
    metrics: str, unknown: bool, tmp_path: Path
) -> None:
    """An empty file declares none; of a broken one nobody knows which it declares."""
    pack = copy_base(tmp_path)
    (pack / "metrics.yaml").write_text(metrics)
    assert ("R102" in codes(check_pack(pack))) == unknown
