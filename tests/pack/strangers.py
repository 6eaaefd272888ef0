"""Rule files as somebody writes them who has never seen one, with what they have to be told."""

from typing import NamedTuple

from tests.pack.folders import DRIVER


class Slip(NamedTuple):
    """A file that is wrong, and what is told of it: code, line, column and how the hint begins.

    Line and column are 0 where the file as a whole is meant.
    """

    name: str
    relative: str
    written: str | bytes
    told: list[tuple[str, int, int, str]]


def edited(*edits: tuple[str, str]) -> str:
    """The driver that is right in every way with pieces of its text replaced."""
    text = DRIVER
    for before, after in edits:
        assert before in text
        text = text.replace(before, after, 1)
    return text


SLIPS = [
    Slip(
        "tab",
        "drivers/extra.yaml",
        edited(("    over: [BTC, ETH]", "\tover: [BTC, ETH]")),
        [("Y001", 13, 1, "indent with spaces, never with tabs")],
    ),
    Slip(
        "no blank after colon",
        "drivers/extra.yaml",
        edited(("role: trigger", "role:trigger")),
        [("Y001", 5, 5, "write a blank after the `:`, as in `role: ...`")],
    ),
    Slip(
        "colon in text",
        "drivers/extra.yaml",
        edited(("title: Something extra", "title: Something: extra")),
        [("Y001", 3, 17, "put text that holds `: ` in quotes")],
    ),
    Slip(
        "quote not closed",
        "drivers/extra.yaml",
        edited(
            (
                'say: "{asset} funds lost {value}[ on {session_date|date}]"',
                'say: "{asset} funds lost {value}',
            ),
        ),
        [("Y001", 16, 10, "add the missing quote at the end of the text")],
    ),
    Slip(
        "bracket not closed",
        "drivers/extra.yaml",
        edited(("over: [BTC, ETH]", "over: [BTC, ETH")),
        [("Y001", 13, 11, "add the missing `]`")],
    ),
    Slip(
        "dedented key",
        "drivers/extra.yaml",
        edited(("    family: etf_flow", "  family: etf_flow")),
        [
            (
                "Y001",
                15,
                10,
                "indent this line as the one above; if it belongs below it",
            )
        ],
    ),
    Slip(
        "indented top",
        "drivers/extra.yaml",
        edited(("what_it_means: M", "  what_it_means: M")),
        [
            ("R011", 1, 1, "add `what_it_means:` with text or a list"),
            ("R012", 17, 18, "move `what_it_means` to the left: it is a key of the whole file"),
        ],
    ),
    Slip(
        "mapping as list",
        "drivers/extra.yaml",
        edited(("  session:\n    metric", "  - metric")),
        [("R012", 11, 3, "give each entry a name of its own, `name:` in place of `- `")],
    ),
    Slip(
        "evidence at top",
        "drivers/extra.yaml",
        edited(("evidence:\n  session:", "session:")),
        [
            ("R011", 1, 1, "add `evidence:` with keys and values"),
            (
                "R010",
                10,
                1,
                "known keys are `id`, `version`, `title`, `status`, `role",
            ),
        ],
    ),
    Slip(
        "misspelt metric",
        "drivers/extra.yaml",
        edited(("net_flow_usd", "netflow_usd")),
        [("R102", 12, 13, "did you mean `etf.{asset}.net_flow_usd`?")],
    ),
    Slip(
        "misspelt key",
        "drivers/extra.yaml",
        edited(("family:", "famliy:")),
        [("R010", 14, 5, "did you mean `family`?")],
    ),
    Slip(
        "misspelt role",
        "drivers/extra.yaml",
        edited(("role: trigger", "role: trigg")),
        [("R013", 5, 7, "did you mean `trigger`?")],
    ),
    Slip(
        "capital key",
        "drivers/extra.yaml",
        edited(("title: S", "Title: S")),
        [("R010", 3, 1, "did you mean `title`?")],
    ),
    Slip(
        "capital choice",
        "drivers/extra.yaml",
        edited(("status: stable", "status: Stable")),
        [("R013", 4, 9, "did you mean `stable`?")],
    ),
    Slip(
        "percent",
        "drivers/extra.yaml",
        edited(("strength: 0.3}", "strength: 30%}")),
        [
            (
                "R012",
                15,
                60,
                "write the number alone, without quotes or unit, as in",
            )
        ],
    ),
    Slip(
        "strength as pct",
        "drivers/extra.yaml",
        edited(("strength: 0.3}", "strength: 30}")),
        [("R112", 15, 60, "write a level such as `0.3`")],
    ),
    Slip(
        "comma decimal",
        "drivers/extra.yaml",
        edited(("strength: 0.3}", "strength: 0,3}")),
        [("Y009", 15, 62, "write a decimal with a point: `0.3`")],
    ),
    Slip(
        "dollar",
        "drivers/extra.yaml",
        edited(("-200M, s", "-$200M, s")),
        [
            (
                "R012",
                15,
                43,
                "write the number alone, without quotes or unit, as in",
            )
        ],
    ),
    Slip(
        "thousands",
        "drivers/extra.yaml",
        edited(("at: -200M, s", 'at: "-200,000,000", s')),
        [
            (
                "R012",
                15,
                43,
                "write the number alone, without quotes or unit, as in",
            )
        ],
    ),
    Slip(
        "lower suffix",
        "drivers/extra.yaml",
        edited(("-200M, s", "-200m, s")),
        [("R012", 15, 43, "a number may end in K, M, B or T, as in `-300M` or `1.5B`")],
    ),
    Slip(
        "word suffix",
        "drivers/extra.yaml",
        edited(("-200M, s", "-200 million, s")),
        [("R012", 15, 43, "a number may end in K, M, B or T, as in `-300M` or `1.5B`")],
    ),
    Slip(
        "quoted number",
        "drivers/extra.yaml",
        edited(("strength: 0.3}", 'strength: "0.3"}')),
        [
            (
                "R012",
                15,
                60,
                "write the number alone, without quotes or unit, as in",
            )
        ],
    ),
    Slip(
        "version text",
        "drivers/extra.yaml",
        edited(("version: 1", "version: v1")),
        [("R012", 2, 10, "write a number such as `version: 1`")],
    ),
    Slip(
        "version decimal",
        "drivers/extra.yaml",
        edited(("version: 1", "version: 1.0")),
        [("R012", 2, 10, "write a number such as `version: 1`")],
    ),
    Slip(
        "swapped bands",
        "drivers/extra.yaml",
        edited(
            (
                "{at: -50M, strength: 0}, {at: -200M, strength: 0.3}",
                "{at: -200M, strength: 0.3}, {at: -50M, strength: 0}",
            )
        ),
        [("R113", 15, 62, "sort the bands from the weakest reading to the strongest")],
    ),
    Slip(
        "bands flat list",
        "drivers/extra.yaml",
        edited(("{at: -50M, strength: 0}, {at: -200M, strength: 0.3}", "-50M, -200M")),
        [
            ("R012", 15, 13, "write `{at: ..., strength: ...}`"),
            ("R012", 15, 19, "write `{at: ..., strength: ...}`"),
        ],
    ),
    Slip(
        "band short",
        "drivers/extra.yaml",
        edited(("{at: -50M, strength: 0}, {at: -200M, strength: 0.3}", "{-50M: 0}, {-200M: 0.3}")),
        [
            ("R011", 15, 13, "add `at:` with a number"),
            ("R010", 15, 14, "known keys are `at`, `strength`"),
            ("R010", 15, 25, "known keys are `at`, `strength`"),
        ],
    ),
    Slip(
        "copied rule",
        "drivers/extra.yaml",
        edited(("id: extra", "id: etf_outflows"), ("EXTRA-01", "FLOW-ETF-01")),
        [("R101", 1, 5, "write `id: extra`"), ("R109", 6, 7, "take the next free number")],
    ),
    Slip(
        "duplicate key",
        "drivers/extra.yaml",
        edited(("owner: flows desk", "owner: flows desk\ntitle: Again")),
        [("Y002", 8, 1, "remove one of the two; the first one is in line 3")],
    ),
    Slip(
        "duplicate evidence",
        "drivers/extra.yaml",
        edited(
            (
                "what_it_means",
                "  session:\n"
                "    metric: flows.fund_outflow_7d_usd\n"
                "    family: week\n"
                "    bands: [{at: 50M, strength: 0}, {at: 200M, strength: 0.3}]\n"
                '    say: "funds lost {value}"\n'
                "what_it_means",
            )
        ),
        [("Y002", 17, 3, "remove one of the two; the first one is in line 11")],
    ),
    Slip(
        "yes for true",
        "drivers/extra.yaml",
        edited(("family: etf_flow", "family: etf_flow\n    decisive: yes")),
        [("Y003", 15, 15, 'write `true`, or "yes" in quotes for the text')],
    ),
    Slip(
        "slot unknown",
        "drivers/extra.yaml",
        edited(("{value}", "{vvalue}")),
        [("R118", 16, 30, "did you mean `{value}`?")],
    ),
    Slip(
        "slot words",
        "drivers/extra.yaml",
        edited(("{value}", "{the value}")),
        [
            (
                "R121",
                16,
                30,
                "a slot holds one name, as in `{value}` or",
            )
        ],
    ),
    Slip(
        "bracket text",
        "drivers/extra.yaml",
        edited(("[ on {session_date|date}]", "[ on {session_date|date}")),
        [("R120", 16, 37, "add the missing `]`")],
    ),
    Slip(
        "filter",
        "drivers/extra.yaml",
        edited(("|date}", "|dat}")),
        [("R119", 16, 42, "did you mean `date`?")],
    ),
    Slip(
        "reference as text",
        "drivers/extra.yaml",
        edited(("references: [one year of sessions]", "references: one year of sessions")),
        [("R012", 19, 13, "write `references: [one year of sessions]`")],
    ),
    Slip(
        "empty reference",
        "drivers/extra.yaml",
        edited(("references: [one year of sessions]", "references: []")),
        [("R128", 19, 13, "add at least one entry to `references`")],
    ),
    Slip(
        "missing value",
        "drivers/extra.yaml",
        edited(("noun: something extra", "noun:")),
        [("R012", 8, 6, "write text after `noun:`")],
    ),
    Slip(
        "huge",
        "drivers/extra.yaml",
        edited(("-200M, s", "-" + "9" * 400 + ", s")),
        [("Y004", 15, 43, "leave it out where there is no number, or quote it for the text")],
    ),
    Slip(
        "infinite",
        "drivers/extra.yaml",
        edited(("-200M, s", "-.inf, s")),
        [("Y004", 15, 43, "leave it out where there is no number, or quote it for the text")],
    ),
    Slip(
        "deep",
        "drivers/extra.yaml",
        edited(("owner: flows desk", "owner: " + "[" * 60)),
        [("Y010", 7, 39, "write it flatter")],
    ),
    Slip("empty", "drivers/extra.yaml", "", [("R012", 1, 1, "write one `key: value` per line")]),
    Slip(
        "comment only",
        "drivers/extra.yaml",
        "# to do later\n",
        [("R012", 1, 1, "write one `key: value` per line")],
    ),
    Slip(
        "scalar",
        "drivers/extra.yaml",
        "etf outflows\n",
        [("R012", 1, 1, "write one `key: value` per line")],
    ),
    Slip(
        "list",
        "drivers/extra.yaml",
        "- id: extra\n- version: 1\n",
        [("R012", 1, 1, "write one `key: value` per line, without `- `")],
    ),
    Slip(
        "binary",
        "drivers/extra.yaml",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        [("Y012", 1, 1, "this is no text: put the right file in its place")],
    ),
    Slip(
        "Latin-1",
        "drivers/extra.yaml",
        edited(("title: Something extra", "title: Caf\u00e9")).encode("latin-1"),
        [("Y012", 3, 11, "save the file as UTF-8")],
    ),
    Slip(
        "UTF-16",
        "drivers/extra.yaml",
        DRIVER.encode("utf-16"),
        [("Y012", 1, 1, "the file is UTF-16: save it as UTF-8")],
    ),
    Slip(
        "mark of order and other line ends",
        "drivers/extra.yaml",
        b"\xef\xbb\xbf" + edited(("net_flow_usd", "netflow_usd")).replace("\n", "\r\n").encode(),
        [("R102", 12, 13, "did you mean `etf.{asset}.net_flow_usd`?")],
    ),
    Slip(
        "old line ends",
        "drivers/extra.yaml",
        edited(("net_flow_usd", "netflow_usd")).replace("\n", "\r"),
        [("R102", 12, 13, "did you mean `etf.{asset}.net_flow_usd`?")],
    ),
    Slip(
        "blank that does not break",
        "drivers/extra.yaml",
        edited(("    family: etf_flow", "    \u00a0family: etf_flow")),
        [("R010", 14, 5, "did you mean `family`?")],
    ),
    Slip(
        "smart quotes",
        "drivers/extra.yaml",
        edited(
            (
                'say: "{asset} funds lost {value}[ on {session_date|date}]"',
                "say: \u201c{asset} funds lost {value}\u201d",
            )
        ),
        [("R219", 16, 10, "write straight quotes")],
    ),
    Slip(
        "unquoted say",
        "drivers/extra.yaml",
        edited(
            (
                'say: "{asset} funds lost {value}[ on {session_date|date}]"',
                "say: {asset} funds lost {value}",
            )
        ),
        [("Y001", 16, 18, "put the text in quotes, since it begins with `{`")],
    ),
    Slip(
        "unquoted metric",
        "drivers/extra.yaml",
        edited(("metric: etf.{asset}.net_flow_usd", "metric: {asset}.net_flow_usd")),
        [("Y001", 12, 20, "put the text in quotes, since it begins with `{`")],
    ),
    Slip(
        "anchor",
        "drivers/extra.yaml",
        edited(("owner: flows desk", "owner: &o flows desk")),
        [("Y005", 7, 8, "write the value out in full")],
    ),
    Slip(
        "second doc",
        "drivers/extra.yaml",
        edited(("owner: flows desk", "owner: flows desk\n---")),
        [("Y008", 8, 1, "keep one document, and no `---` after the first line")],
    ),
    Slip(
        "JSON cut short",
        "drivers/extra.yaml",
        '{"id": "extra", "version": 1,}',
        [("R011", 1, 1, "add `code:` with text")],
    ),
    Slip(
        "wrong ending",
        "drivers/extra.yml",
        DRIVER,
        [
            (
                "R005",
                0,
                0,
                "rule files end in .yaml and are pack.yaml, metrics.yaml",
            )
        ],
    ),
    Slip(
        "upper ending",
        "drivers/extra.YAML",
        DRIVER,
        [
            (
                "R005",
                0,
                0,
                "rule files end in .yaml and are pack.yaml, metrics.yaml",
            )
        ],
    ),
    Slip(
        "JSON file",
        "drivers/extra.json",
        "{}",
        [
            (
                "R005",
                0,
                0,
                "rule files end in .yaml and are pack.yaml, metrics.yaml",
            )
        ],
    ),
    Slip("wrong folder", "driver/extra.yaml", DRIVER, [("R005", 0, 0, "did you mean `drivers/`?")]),
    Slip(
        "folder in a folder",
        "drivers/mine/extra.yaml",
        DRIVER,
        [("R005", 0, 0, "put its files into `drivers/` itself")],
    ),
    Slip(
        "blank in name",
        "drivers/extra rule.yaml",
        DRIVER,
        [
            (
                "R101",
                1,
                5,
                "rename the file to `extra.yaml`, with small letters, digits",
            )
        ],
    ),
    Slip(
        "outside the folders",
        "extra.yaml",
        DRIVER,
        [
            (
                "R005",
                0,
                0,
                "rule files end in .yaml and are pack.yaml, metrics.yaml",
            )
        ],
    ),
    Slip(
        "capital name",
        "drivers/Extra.yaml",
        DRIVER,
        [
            (
                "R101",
                1,
                5,
                "rename the file to `extra.yaml`, with small letters, digits",
            )
        ],
    ),
    Slip(
        "signal in drivers",
        "drivers/extra.yaml",
        "id: extra\nversion: 1\ntitle: A\nmetric: sentiment.fear_greed\nthreshold: 25\n"
        "beyond: below\nnear: 5\nmeaning: fear spreads\nreason: extreme fear\n",
        [
            ("R011", 1, 1, "add `code:` with text"),
            (
                "R010",
                4,
                1,
                "known keys are `id`, `version`, `title`, `status`, `role",
            ),
        ],
    ),
    Slip(
        "driver in signals",
        "signals/extra.yaml",
        DRIVER,
        [
            ("R011", 1, 1, "add `meaning:` with text"),
            (
                "R010",
                4,
                1,
                "known keys are `id`, `version`, `title`, `meaning`, `near",
            ),
        ],
    ),
    Slip(
        "switches off nothing",
        "drivers/etf_outflow.yaml",
        "id: etf_outflow\nenabled: false\n",
        [("R139", 2, 1, "name the file after the rule that it switches off")],
    ),
    Slip(
        "enabled text",
        "drivers/extra.yaml",
        edited(("owner: flows desk", 'owner: flows desk\nenabled: "false"')),
        [("R012", 8, 10, "write `enabled: true` or `enabled: false`, without quotes")],
    ),
    Slip(
        "misspelt in the order",
        "pack.yaml",
        "drivers: [etf_outflow, regulation, technical_breakdown]\n",
        [("R130", 1, 11, "add `drivers/etf_outflow.yaml`, or remove the id from the order")],
    ),
    Slip(
        "pack list",
        "pack.yaml",
        "- drivers\n",
        [("R012", 1, 1, "write one `key: value` per line, without `- `")],
    ),
    Slip(
        "metrics list",
        "metrics.yaml",
        "derived:\n  - op: sum\n",
        [("R012", 2, 3, "give each entry a name of its own, `name:` in place of `- `")],
    ),
    Slip(
        "lexicon list",
        "lexicon/en.yaml",
        "- frames\n",
        [("R012", 1, 1, "write one `key: value` per line, without `- `")],
    ),
    Slip(
        "symbol",
        "drivers/extra.yaml",
        edited(("[BTC, ETH]", "[btc, Ether]")),
        [
            ("R136", 13, 12, "write a symbol such as `BTC`"),
            ("R136", 13, 17, "write a symbol such as `BTC`"),
        ],
    ),
    Slip(
        "five at once",
        "drivers/extra.yaml",
        edited(
            ("role: trigger", "role: trigg"),
            ("{value}", "{vvalue}"),
            ("code: EXTRA-01", "code: extra"),
            ("references: [one year of sessions]", "references: []"),
            ("headline: something extra happens", "headline: something extra happens."),
        ),
        [
            ("R013", 5, 7, "did you mean `trigger`?"),
            (
                "R109",
                6,
                7,
                "write capital letters and digits with `-` between, as in `FLOW-ETF-01`",
            ),
            ("R204", 9, 11, "remove the full stop"),
            ("R118", 16, 30, "did you mean `{value}`?"),
            ("R128", 19, 13, "add at least one entry to `references`"),
        ],
    ),
    Slip(
        "over text",
        "drivers/extra.yaml",
        edited(("over: [BTC, ETH]", "over: BTC, ETH")),
        [("R136", 13, 11, "put the list into brackets: `[BTC, ETH]`")],
    ),
    Slip(
        "event text",
        "drivers/extra.yaml",
        edited(("metric: etf.{asset}.net_flow_usd\n    over: [BTC, ETH]", "event: regulation")),
        [("R012", 12, 12, "write `event: {kind: ..., within_days: ...}`")],
    ),
    Slip(
        "guard mapping",
        "drivers/extra.yaml",
        edited(
            (
                "family: etf_flow",
                "family: etf_flow\n    when: {metric: market.change_24h_pct, below: -2}",
            )
        ),
        [("R012", 15, 11, "write `- ` before the entry, or put it into `[...]`")],
    ),
    Slip(
        "guard op",
        "drivers/extra.yaml",
        edited(("family: etf_flow", "family: etf_flow\n    when: [market.change_24h_pct < -2]")),
        [("R012", 15, 12, "write `{metric: ...}`")],
    ),
]
