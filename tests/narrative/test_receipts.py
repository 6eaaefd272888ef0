"""Every receipt leads back to the snapshot, however deep; and the page on them tells the truth."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
import yaml

from explainer import Explainer, load_pack
from explainer.assessment import Op
from explainer.explanation import Claim, Receipt
from explainer.metrics import CATALOGUE
from explainer.pack.schema import RulePack

Holds = Callable[[dict[str, Any], dict[str, Any]], bool]
UNTRACED = frozenset({"first"})
"""Operations that leave no receipt of their own."""


@pytest.fixture(scope="module")
def pack() -> RulePack:
    """Return the built-in pack."""
    return load_pack()


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    """Return docs/receipts.md."""
    return (repository / "docs/receipts.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def holds(page: str, tmp_path_factory: pytest.TempPathFactory) -> Holds:
    """Return the function that the page prints, as a reader would run it."""
    code = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert code is not None
    path = tmp_path_factory.mktemp("docs") / "receipts_example.py"
    path.write_text(code.group(1), encoding="utf-8")
    spec = spec_from_file_location("receipts_example", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    checked: Holds = module.holds
    return checked


def bodies(repository: Path, shared: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the snapshots of all episodes, all cases and every 20th real day."""
    for folder in (repository / "fixtures/episodes", shared / "cases"):
        for path in sorted(folder.glob("*.yaml")):
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
            yield path.name, json.loads(json.dumps(data.get("snapshot", data), default=str))
    for path in sorted((shared / "history").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines()[::20]:
            snapshot = json.loads(line)
            yield snapshot["as_of"], snapshot


def test_every_receipt_holds_by_the_printed_check(
    holds: Holds, pack: RulePack, repository: Path, shared: Path
) -> None:
    """Pointers resolve to their values, operations come to theirs, at every depth."""
    explainer = Explainer(pack)
    checked = 0
    for name, snapshot in bodies(repository, shared):
        answer = json.loads(explainer.explain_json(json.dumps(snapshot).encode()))
        for claim in answer["claims"]:
            for receipt in claim["receipts"]:
                assert holds(receipt, snapshot), (name, receipt)
                shown = answer["text"][receipt["start"] : receipt["end"]]
                assert shown == receipt["shown"], name
                checked += 1
    assert checked > 2000


def test_a_false_receipt_is_found(holds: Holds) -> None:
    """The check is one that can fail, on a value and on an operand far down."""
    snapshot = {"as_of": "2025-11-05T02:00:00Z", "macro": {"vix": 30.0, "dxy": 100.0}}
    given = {"value": 30.0, "pointer": "/macro/vix"}
    assert holds(given, snapshot)
    assert not holds({**given, "value": 31.0}, snapshot)
    nested = {"value": -30.0, "op": "negate", "operands": [given]}
    total = {"value": 0.0, "op": "sum", "operands": [given, nested]}
    assert holds(total, snapshot)
    nested["operands"] = [{**given, "value": 31.0}]
    assert not holds(total, snapshot)


def test_rule_pointers_lead_into_the_pack(pack: RulePack, repository: Path, shared: Path) -> None:
    """The file is there, and so is every key on the way."""
    explainer = Explainer(pack)
    seen: set[str] = set()
    for _, snapshot in bodies(repository, shared):
        for claim in explainer.explain(snapshot).claims:
            seen |= {one.rule_pointer for one in claim.receipts if one.rule_pointer is not None}
            for receipt in claim.receipts:
                seen |= {
                    one.pointer
                    for one in receipt.operands
                    if one.pointer is not None and not one.pointer.startswith("/")
                }
    assert len(seen) > 10
    for pointer in sorted(seen):
        file, _, place = pointer.partition("#")
        if file == "metrics":
            assert place.split("/")[1] in CATALOGUE, pointer
            continue
        node: Any = yaml.safe_load((repository / "rules" / file).read_text(encoding="utf-8"))
        for key in place.split("/")[1:]:
            node = node[int(key)] if isinstance(node, list) else node[key]
        assert node is not None, pointer


def test_the_page_names_every_field_operation_and_kind(page: str) -> None:
    """Nothing of a receipt is left out."""
    for struct in (Claim, Receipt):
        for field in msgspec.structs.fields(struct):
            assert f"`{field.name}`" in page, field.name
    for op in set(get_args(Op)) - UNTRACED:
        assert f"`{op}`" in page, op
        assert f'"{op}":' in page, op
    kinds = next(one.type for one in msgspec.structs.fields(Receipt) if one.name == "kind")
    for kind in get_args(kinds):
        assert f"| `{kind}` |" in page, kind


def test_a_count_can_be_counted_again(pack: RulePack) -> None:
    """What was not checked is listed, driver by driver."""
    answer = Explainer(pack).explain(
        {"as_of": "2025-11-05T02:00:00Z", "assets": {"BTC": {"change_24h_pct": -5.0}}}
    )
    undecided = {one.id for one in answer.drivers if one.status == "not_evaluated"}
    claim = next(
        claim for claim in answer.claims if claim.text.startswith(("Not checked", "Data were"))
    )
    count = claim.receipts[-1]
    assert count.op == "count"
    assert count.value == len(count.operands)
    assert {one.value for one in count.operands} < undecided
    assert len(undecided) - len(count.operands) == 2
