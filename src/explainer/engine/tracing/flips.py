"""The smallest change of one reading that flips a driver.

Every reading that the driver's evidence or guards depend on is moved away from where it stands,
until the driver comes to something else. What that finds is assessed by the engine on the changed
snapshot, and what does not hold there is dropped. A driver that fired is asked about the readings
it was given alone; any other also about those that could be supplied. `Flip` says how changes are
compared.
"""

from explainer.assessment import Status, Value
from explainer.engine.drivers import DriverProgram
from explainer.engine.tally import Tally
from explainer.engine.tracing.search import Found, Goal, Search
from explainer.engine.tracing.trying import Setting, Trial, assessed, movable
from explainer.metrics import pointer_to
from explainer.trace import Flip, Flips

SHOWN = 4
"""The smallest change and up to three others."""
FARTHEST = 10.0
"""A change of more than ten bands is no answer to anybody, though the reading may be possible."""


def find_flips(driver: DriverProgram, status: Status, setting: Setting) -> Flips:
    """The changes of one reading that flip the driver, smallest first; or how near any comes."""
    goal = Goal("not_fired" if status == "fired" else "fired")
    facts = setting.lookup.facts
    strengths = [probe.evidence(facts).strength for probe in driver.probes]
    flips: list[Flip] = []
    nearest: list[tuple[float, str, Value]] = []
    for leaf, indexes in movable(driver, setting).items():
        if setting.lookup.is_stale(leaf) or (status == "fired" and leaf not in facts):
            continue
        search = Search(driver, Trial(driver, strengths, leaf, indexes, setting), goal, setting)
        flip = _smallest(driver, leaf, search, goal, setting)
        if flip is not None:
            flips.append(flip)
        if search.nearest is not None:
            nearest.append((search.nearest[0], leaf, search.nearest[1]))
    if flips:
        flips.sort(key=lambda flip: flip.size)
        return Flips(to=goal.to, changes=tuple(flips[:SHOWN]))
    now = driver.tallying.tally(strengths).known
    nearest.sort(key=lambda one: -one[0] if goal.to == "fired" else one[0])
    for known, leaf, value in nearest:
        if not goal.nearer(known, now):
            break
        tally = assessed(driver, leaf, value, setting)
        if tally is not None and tally.known == known:
            return Flips(to=goal.to, changes=(), nearest=known, nearest_metric=leaf)
    return Flips(to=goal.to, changes=())


def _smallest(
    driver: DriverProgram, leaf: str, search: Search, goal: Goal, setting: Setting
) -> Flip | None:
    """The smallest change of one reading that the engine confirms, and of which half does not do.

    Where half of it does, the trial has missed what a check makes of the readings together.
    """

    def flipped(value: Value) -> Tally | None:
        tally = assessed(driver, leaf, value, setting)
        return tally if tally is not None and goal.reached(tally) else None

    for found in sorted(search.found(), key=lambda one: one.size):
        tally = flipped(found.value) if found.size <= FARTHEST else None
        if tally is not None and (found.half is None or flipped(found.half) is None):
            return _flip(leaf, found, tally, setting)
    return None


def _flip(leaf: str, found: Found, tally: Tally, setting: Setting) -> Flip:
    return Flip(
        metric=leaf,
        pointer=pointer_to(leaf),
        unit=setting.program.wiring.unit(leaf),
        before=setting.lookup.facts.values.get(leaf),
        after=found.value,
        size=found.size,
        evidence=found.through.id,
        asset=found.through.asset,
        status=tally.status,
        strength=tally.known,
    )
