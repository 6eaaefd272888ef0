"""The words of a comparison: what changed from one snapshot to a later one."""

from explainer.narrative.lexicon_parts import Part, Wordings


class Comparison(Part, frozen=True):
    """How two snapshots are told beside each other.

    Slots: *point* names the later moment and *then* the earlier one, as they follow "by" or
    "since"; *on* and *on_then* are the same with the preposition that they take. *first* and
    *last*, *before* and *after* are of the earlier and of the later moment. Beside these: entered,
    left, grew, faded, names, items, noun, clause, clauses, absent, had, against, value, lacking,
    signals, others, count, title, threshold, mark_before, name, fell, change, gap, date, time.

    *..._further* is for a second driver of the same kind, *..._short* for one of which a short
    addition is told in place of a clause.
    """

    point_day: str
    point_time: str
    point_first: str
    point_last: str
    on_day: str
    on_time: str
    on_snapshot: str

    headline_same: Wordings
    headline_swapped: Wordings
    headline_entered: Wordings
    headline_left: Wordings
    headline_turned: Wordings
    headline_grew: Wordings
    headline_faded: Wordings
    headline_crossed: Wordings
    headline_crossed_several: Wordings
    headline_steady: Wordings
    headline_none: Wordings
    headline_unclear: Wordings
    headline_seen: Wordings
    headline_changed: Wordings

    same: Wordings
    changed: Wordings
    stayed: Wordings
    entered_clause: str
    left_clause: str
    grew_clause: str
    faded_clause: str
    turned_clause: str
    contrast: str
    crossed: Wordings
    crossed_several: Wordings
    steady: Wordings
    none: Wordings
    unclear: Wordings
    seen: Wordings
    others: str
    several: str
    several_one: str

    down: str
    up: str
    level: str
    falling: str
    rising: str
    flat: str
    mixed: str
    changes: Wordings
    changes_further: str
    changes_alike: str
    bare: str
    change_last: Wordings
    change_first: Wordings
    price: Wordings
    price_level: Wordings
    direction: Wordings
    severity: Wordings

    entered: Wordings
    entered_further: Wordings
    grew: Wordings
    grew_short: Wordings
    grew_further: Wordings
    grew_further_short: Wordings
    left: Wordings
    left_further: Wordings
    faded: Wordings
    faded_short: Wordings
    faded_further: Wordings
    faded_further_short: Wordings
    had: str
    against: str
    against_further: str
    remained: Wordings

    crossed_heading: str
    crossed_into: str
    crossed_back: str
    crossed_onto: str
    crossed_off: str
    mark_moved: str

    only_before: Wordings
    only_after: Wordings
    unlike: Wordings
    lacking_item: str
    lacking_events: str
    lacking_calendar: str
    set_aside: Wordings
    set_aside_item: str
    uncompared: Wordings
    uncompared_one: Wordings
    uncompared_rest: Wordings
    uncompared_rest_one: Wordings

    moments: str
    moments_next_day: str
    moments_same_day: str
    moments_equal: str
    moment_same: str
