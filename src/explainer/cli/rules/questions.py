"""What may be typed after `explainer rules why` and `explainer rules diff`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.cli.argument_types import count, file, folder, rules
from explainer.cli.commands import add_command, add_premise, deferred

if TYPE_CHECKING:
    from explainer.cli.commands import Commands

DIFF_FORMATS = ("text", "markdown", "json")
WHY_FORMATS = ("text", "json")


def add_why(actions: Commands) -> None:
    """Add the action that says why a driver fired or did not."""
    action = add_command(
        actions,
        "why",
        "say why a driver fired or did not",
        "Show the evidence of a driver as it stood in a snapshot: what held, what failed and by "
        "how much, what is not known, and the smallest change of one reading that would flip it.",
    )
    action.add_argument("driver", metavar="DRIVER", help="id of a driver; all for a line of each")
    action.add_argument(
        "snapshot",
        metavar="SNAPSHOT",
        help="a file, an episode's or a case's too; - is standard input; or the id of an episode",
    )
    action.add_argument(
        "--rules",
        metavar="DIR",
        type=folder,
        help="a whole pack, or an overlay of the built-in one (default: EXPLAINER_RULES over it)",
    )
    action.add_argument("--focus", metavar="SYM", help="ask about this asset; else, the market")
    add_premise(action)
    action.add_argument(
        "--format", choices=WHY_FORMATS, default="text", help="text (the default) or json"
    )
    action.set_defaults(run=deferred("rules.why"))


def add_diff(actions: Commands) -> None:
    """Add the action that shows which answers change between two packs."""
    action = add_command(
        actions,
        "diff",
        "show which answers change between two packs",
        "Ask two rule packs about the same snapshots and show what changes: drivers that enter and "
        "leave, leads, texts, with counts and examples. OLD and NEW are folders of rules, whole "
        "packs or overlays, or the word built-in. Exit code 0 if no answer changes, 1 if any does "
        "or a snapshot could not be read, 2 for wrong use or a pack that does not load.",
    )
    action.add_argument("old", metavar="OLD", type=rules, help="the pack as it was")
    action.add_argument("new", metavar="NEW", type=rules, help="the pack as it will be")
    action.add_argument(
        "cases",
        metavar="CASES",
        nargs="?",
        type=folder,
        help="a folder of cases, episodes or snapshots, YAML or JSON (default: the episodes that "
        "come with the package)",
    )
    action.add_argument(
        "--history", metavar="FILE", type=file, help="a file with a snapshot as JSON in each line"
    )
    action.add_argument(
        "--format",
        choices=DIFF_FORMATS,
        default="text",
        help="text, markdown to paste into a review, or json (default: text)",
    )
    action.add_argument(
        "--length", default="brief", help="the length at which texts are compared (default: brief)"
    )
    action.add_argument(
        "--examples",
        metavar="N",
        type=count,
        default=3,
        help="how many examples of each kind of change are shown (default: 3)",
    )
    action.set_defaults(run=deferred("rules.diff"))
