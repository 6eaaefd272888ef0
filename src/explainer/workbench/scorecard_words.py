"""What the public page of the scorecard says beside its figures."""

from __future__ import annotations

from explainer.workbench.scores import DisagreementKind

NOTICE = "<!-- Written by `explainer scorecard`; change rules or cases, not this page. -->"

INTRODUCTION = (
    "How well the rules agree with what published sources said about a move at the time, and, "
    "where a history is given, how often each driver fires on a series of days."
)

READING = """\
- A **case** holds the figures that a published report gave of a move, and the causes that the
  report named. The rules get the figures alone. Causes are judged on falls, the direction on
  falls and rises.
- A driver is **visible** in a case if the source named it and the case has a figure of its kind
  at all, whatever that figure says. Nobody can find a cause in figures that were not given, so
  other named causes are left out.
- **Recall**: of the named and visible causes, the share for which the driver fired.
- **Precision**: of the drivers offered as causes, the share that the source named. A driver that
  the rules call a symptom is not offered, unless the source named it.
- **Lead**: of the falls with a visible main cause, the share in which the driver that the rules
  put first is a main cause by the source.
- **Direction**: of the falls and rises, the share that the rules read as such. A fall without any
  change over 24 hours may be read as unknown.
- The **95% interval** is the range in which the share may well lie, given how few cases it was
  counted over (Wilson's interval). A wide one means: too few cases to say."""

DIFFERENCES: dict[DisagreementKind, tuple[str, str]] = {
    "denied": (
        "Offered as a cause though the source ruled it out",
        "The gravest kind: somebody looked, and said that it was not this.",
    ),
    "silent": (
        "Nothing fired though the figures could show a cause",
        "The answer to such a case names no cause.",
    ),
    "missed": (
        "Named by the source, visible in the figures, not fired",
        "What was given, and the figure at which the driver would have fired.",
    ),
    "unnamed": (
        "Offered as a cause, not named by the source",
        "The figures below made the driver fire. A source that does not name a cause has not "
        "ruled it out: reports name what they find worth telling.",
    ),
    "lead": (
        "Another main cause",
        "Both name causes of the same fall, and put another one first.",
    ),
    "direction": ("Another direction", "What the market did, by the source and by the rules."),
}
"""Kind of disagreement -> heading and meaning, the gravest first."""

LIMITS = """\
- **Selection.** A case exists because somebody published a reason for a move. Falls that nobody
  explained are missing, and loud causes are told more often than quiet ones.
- **Hindsight.** Sources wrote after the fall. The authors of the rules knew these cases and days
  when they set thresholds, so the figures tell how well the rules fit what is known, not how well
  they will do.
- **Sources quote each other.** Two reports of one day are not two independent witnesses.
- **Named is not proven.** Agreement with a source means that the rules say what was said, not
  that it caused the fall.
- **Not named is not denied.** A precision below 100% may be the rules' mistake or the source's
  brevity.
- **Figures only.** A case holds what its report gave. With more figures, more drivers could be
  judged, and more might fire."""

REPRODUCING = """\
```
explainer scorecard fixtures/episodes
explainer scorecard CASES --history DAYS.jsonl --out docs
```

The first scores the bundled episodes, which are cases too. The second is how this page is
written: `CASES` is a folder of case files, `DAYS.jsonl` has one snapshot as JSON in each line.
The same figures, and the reasons for every difference in the words of the rules, are in
`scorecard.json` beside this page."""
