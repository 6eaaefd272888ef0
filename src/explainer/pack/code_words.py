"""What there is to say of the codes that no check has: those found while files are read."""

from collections.abc import Mapping
from types import MappingProxyType

from explainer.pack.check import Words


def _words(asks: str, why: str, mend: str) -> Words:
    return Words(asks=asks, why=why, mend=mend)


WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "R001": _words(
            "Each rule file is a plain file, in a plain folder, that may be read.",
            "A file that cannot be read might hold anything, so the pack is not used without it.",
            "Make it a readable file. A folder or a pipe under the name of a rule is no rule.",
        ),
        "R002": _words(
            "A rule file has at most 1,000,000 bytes.",
            "No rule is that long. Something else was saved under its name.",
            "Put the right file there; write one rule in each file.",
        ),
        "R003": _words(
            "No link leads out of the rule folder.",
            "Whoever may write rules could otherwise read any file of the machine through them.",
            "Copy the file into the folder instead of linking it.",
        ),
        "R004": _words(
            "A whole pack has `pack.yaml`, `metrics.yaml`, `moves.yaml`, `lexicon/en.yaml` and "
            "`style/en.yaml`.",
            "Without one of them no text can be written. An overlay needs none: it is laid over a "
            "pack that has them.",
            "Copy the file of the built-in pack and change it.",
        ),
        "R005": _words(
            "Every YAML file in a rule folder has a name under which something reads it.",
            "A file under another name, in another folder or with another ending does nothing, and "
            "its author waits for it in vain.",
            "End its name in `.yaml` and put it into `drivers/`, `signals/`, `lexicon/` or "
            "`style/`.",
        ),
        "R010": _words(
            "A rule holds only keys that the format knows.",
            "A misspelt key would be passed over in silence, and the rule would mean something "
            "else than its author thinks.",
            "Take the key that the hint names, or remove it. Often the line stands too far left or "
            "right, and the key belongs to another part of the rule.",
        ),
        "R011": _words(
            "A rule has every key that the format needs.",
            "Nothing takes the place of a missing key, for a guess could not be told from what an "
            "author meant.",
            "Add the key; the hint says what it holds.",
        ),
        "R012": _words(
            "Each value is of the type that its key needs.",
            "A number in quotes, a text without them, or one item where a list is due would be "
            "read as something else.",
            "Write what the hint shows. Numbers stand without quotes and unit and may end in K, M, "
            "B or T; a list stands in `[...]`, or with `-` before each item.",
        ),
        "R013": _words(
            "Where the format offers choices, the value is one of them.",
            "Another word has no meaning to the engine.",
            "Take the choice that the hint names.",
        ),
        "Y001": _words(
            "A file is YAML from its first line to its last.",
            "From the first break on nobody can say what belongs to what, so nothing of the file "
            "is used.",
            "Look at the line and the one above: a tab, a missing blank after `:`, a quote or a "
            "bracket that is not closed, or a `:` inside a text without quotes.",
        ),
        "Y002": _words(
            "Each key stands once in its mapping.",
            "Most readers of YAML take the last of two in silence, and one of them is lost.",
            "Remove one of the two, or give the second its own name.",
        ),
        "Y003": _words(
            "Words and numbers mean the same in YAML 1.1 and 1.2.",
            "`yes`, `on`, `012` and `1_000` are read differently by different programs.",
            "Write `true` or `false`, plain digits, and quotes around what is text.",
        ),
        "Y004": _words(
            "Numbers are finite and of a length that people write.",
            "No reading is infinite, and comparisons with what is not a number are always wrong.",
            "Write the number in digits, with K, M, B or T at the end if it is long.",
        ),
        "Y005": _words(
            "Values are written out, without anchors and aliases.",
            "A reader of one rule should not have to look elsewhere, and a few lines of aliases "
            "can swell to gigabytes.",
            "Write the value out in full. A text that begins with `*` or `&` needs quotes.",
        ),
        "Y006": _words(
            "Values carry no tags.",
            "A tag asks the reader to build an object, which a file of data never does here.",
            "Take the tag out. A text that begins with `!` needs quotes.",
        ),
        "Y007": _words(
            "Mappings are written out, without merge keys.",
            "What a merged mapping holds stands somewhere else, so nobody sees it at the rule.",
            "Write the keys out.",
        ),
        "Y008": _words(
            "A file holds one document.",
            "One file is one rule; what follows a second `---` would not be read.",
            "Write a second file, and remove the `---`.",
        ),
        "Y009": _words(
            "Keys are text.",
            "`true:` or `5:` is a key of another kind, and programs do not agree which.",
            'Put the key in quotes: `"true": 0.35`.',
        ),
        "Y010": _words(
            "A file is nested no deeper than any rule needs.",
            "Depth without end can bring a reader down.",
            "Close the brackets that are open, or write it flatter.",
        ),
        "Y011": _words(
            "A file holds characters that can be printed.",
            "What cannot be seen cannot be reviewed, and control characters can deceive the eye.",
            "Delete the character, or write it as an escape in quotes.",
        ),
        "Y012": _words(
            "A file is UTF-8.",
            "In another encoding letters beyond English ones would be read as others.",
            "Save the file as UTF-8; editors offer it under the name of encoding.",
        ),
        "N001": _words(
            "The lexicon holds every word that a text needs, and none that nothing reads.",
            "A text with a hole in it is not published, so a pack with such a lexicon does not "
            "load.",
            "Add what is missing; the built-in `lexicon/en.yaml` has an example of each.",
        ),
        "S001": _words(
            "A file with a snapshot holds one that can be read.",
            "A reading that is misspelt or out of its type would be missing without a word.",
            "Write what the hint shows; `docs/metrics.md` has every name and unit.",
        ),
    }
)
"""By code; those of checks stand in the docstrings of their functions."""
