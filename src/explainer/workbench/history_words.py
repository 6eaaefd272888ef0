"""What the public page says of a history, beside its figures."""

from __future__ import annotations

SIZES = (
    "Half a percent is noise; the marks at 2%, 5% and 10% are those a reader asks about, each "
    "rarer than the one before. *That or lower* is the share of days on which bitcoin did as badly "
    "as that, or worse; *a fall explained*, the days on which a driver explains a fall of the "
    "market, or a mixed day."
)

NO_SIZE = (
    "The last row has the days whose change is missing, or was rejected by a check of the figures."
)

OFTEN = """\
A driver *fired*, was *ruled out* by its figures, or was *not evaluated*, because figures are
missing that could make it fire. Of the last kind, *in part* are days on which some of its evidence
was looked at and did not suffice, *not at all* days on which nothing that it reads was there. On
these its silence says nothing, so shares are taken of the other days; a driver that was never
decided has none. Days in a row are alike, so the true range of a share is wider than its
interval."""

BY_SIZE = (
    "On how many days of each size a driver fired, and on what share of those on which something "
    "that it reads was there. The size is that of bitcoin's change over 24 hours."
)

RISES = """\
A driver that fires on a day without a fall explains nothing there; the answer calls it a pressure.
To call that a false alarm would be too hard: money can leave funds while prices rise. But a driver
that fires as often on rises as on falls tells little about falls. The last column is how many times
as often it fired on falls, day for day. Some rules ask for a fall, and cannot fire on a rise."""

TOGETHER = """\
*Expected* is on how many days both would have fired if neither had to do with the other; *times* is
how many times as often they did (the lift: 1 is chance). Both are counted over the days on which
something that the two read was there. Many drivers count only while prices fall, so on all days
most pairs keep company; on falls alone, what remains is about the two."""
