"""A day on which nothing happened has no cause, whatever its snapshot holds. Needs ../shared."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from explainer import Explainer, load_pack
from tests.quiet_day import MOODS, STABLECOINS, Mood, quiet_twin

CASES = Path(__file__).resolve().parents[2] / "shared" / "cases"
IDS = [path.stem for path in sorted(CASES.glob("*.yaml"))] or ["without-shared"]
WEEKDAYS = {"Wednesday": 2, "Saturday": 5, "Sunday": 6}


@pytest.fixture(scope="module")
def explainer() -> Explainer:
    """Return the explainer with the built-in rules."""
    return Explainer(load_pack())


def moments(as_of: datetime) -> dict[str, datetime]:
    """Return the case's own moment, and the same hour on other days of its week."""
    monday = as_of - timedelta(days=as_of.weekday())
    others = {name: monday + timedelta(days=place) for name, place in WEEKDAYS.items()}
    return {"its own day": as_of, **others}


def gives_change(twin: dict[str, Any]) -> bool:
    """Return whether the twin has a 24-hour change of the market or of a coin that may move."""
    market = twin.get("market", {})
    return "change_24h_pct" in market or any(
        "change_24h_pct" in asset
        for symbol, asset in twin.get("assets", {}).items()
        if symbol not in STABLECOINS
    )


@pytest.mark.parametrize("mood", MOODS, ids=lambda mood: mood.name)
@pytest.mark.parametrize("case", IDS)
def test_quiet_twin_fires_nothing_and_is_flat(
    shared: Path, explainer: Explainer, case: str, mood: Mood
) -> None:
    """The case's fields with uneventful values, on any day of its week, come to nothing at all."""
    told = yaml.safe_load((shared / "cases" / f"{case}.yaml").read_text(encoding="utf-8"))
    as_of = datetime.fromisoformat(str(told["snapshot"]["as_of"])).astimezone(UTC)
    for day, moment in moments(as_of).items():
        twin = quiet_twin(told["snapshot"], moment, mood)
        assessment = explainer.assess(explainer.read(twin))
        fired = {
            driver.id: [
                (one.id, one.metric, one.value, one.strength)
                for one in driver.evidence
                if one.status == "true"
            ]
            for driver in assessment.drivers
            if driver.status == "fired"
        }
        assert fired == {}, f"on {day}: {twin}"
        expected = {"flat"} if gives_change(twin) else {"flat", "unknown"}
        assert assessment.move.direction in expected, f"on {day}: {twin}"
        if not mood.keeps_levels:  # a lost level that even the low is above contradicts itself
            assert assessment.data_quality.conflicts == (), f"on {day}: {twin}"
