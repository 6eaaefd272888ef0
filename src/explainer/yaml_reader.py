"""Turns the events of the YAML parser into plain data, places and diagnostics."""

import re
from typing import Any

import yaml

from explainer.diagnostics import Diagnostic, Severity, Span, shortened
from explainer.yaml_scalars import plain_scalar
from explainer.yaml_syntax import slip_of

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml reads the same, only slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

SHORT_WORD = 80
"""Characters of a file's own words that a message repeats."""

Path = tuple[str | int, ...]

_UNQUOTED = (None, "")
"""The style of a plain scalar, without and with libyaml."""
_UNPRINTABLE = (
    r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""Compiled when it is needed: that takes milliseconds, and almost every file goes without."""


class _Frame:
    """A mapping or sequence whose end has not come yet."""

    __slots__ = ("held", "key", "keyed", "path")

    def __init__(self, held: dict[str, Any] | list[Any], path: Path) -> None:
        self.held = held
        self.path = path
        self.keyed = False  # a key was read and its value comes next
        self.key: str | None = None  # None beside `keyed`: the value is to be dropped


class _TooDeepError(Exception):
    """Nested beyond the limit; never leaves this module."""


class YamlReader:
    """Turns the parser's events into data; keeps its own stack, so that no depth can overflow."""

    def __init__(self, text: str, path: str, max_depth: int, problems: list[Diagnostic]) -> None:
        self.text = text
        self.path = path
        self.max_depth = max_depth
        self.problems = problems
        self.lines = text.splitlines()
        self.data: Any = None
        self.places: dict[Path, Span] = {}
        self.key_places: dict[Path, Span] = {}
        self.stack: list[_Frame] = []
        self.skipping = 0  # containers open inside a part that is not read

    def report(self, code: str, span: Span, message: str, hint: str, *, fatal: bool = True) -> None:
        """Add one diagnostic: an error if `fatal`, else a warning."""
        severity = Severity.ERROR if fatal else Severity.WARNING
        self.problems.append(
            Diagnostic(
                code=code, severity=severity, path=self.path, span=span, message=message, hint=hint
            )
        )

    def refuse_unprintable(self) -> None:
        """Report the first character of each line that has no place in a text file."""
        if self.text.replace("\n", "").isprintable():  # stricter than the pattern, and quicker
            return
        unprintable = re.compile(_UNPRINTABLE)
        for number, line in enumerate(self.text.split("\n"), 1):
            found = unprintable.search(line)
            if found:
                column = found.start() + 1
                span = Span(line=number, column=column, end_column=column + 1)
                message = f"character U+{ord(found.group()):04X} is not allowed"
                self.report(
                    "Y011", span, message, 'take it out, or write it as "\\u...." in quotes'
                )

    def read(self) -> None:
        """Read the whole text, up to the first break of its grammar."""
        documents = 0
        try:
            for event in yaml.parse(self.text, Loader=_Loader):
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        hint = "keep one document, and no `---` after the first line"
                        self.report("Y008", self.span(event), "a second document begins", hint)
                        return
                elif isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
                    self.take(event)
        except yaml.MarkedYAMLError as error:
            self.report_syntax(error)
        except _TooDeepError:
            return  # what follows is not worth the time that hostile nesting takes

    def take(self, event: Any) -> None:
        """Take one event: a scalar, an alias, or the start or end of a container."""
        starts = isinstance(event, yaml.CollectionStartEvent)
        if self.skipping:
            self.skipping += starts - isinstance(event, yaml.CollectionEndEvent)
            if not self.skipping:
                self.leave_skipped()
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
        else:
            self.refuse_extras(event)
            frame = self.stack[-1] if self.stack else None
            if frame is not None and isinstance(frame.held, dict) and not frame.keyed:
                self.take_key(event, frame, starts=starts)
            elif starts:
                self.open(event)
            elif isinstance(event, yaml.ScalarEvent):
                self.put(self.scalar(event), self.span(event))
            else:
                self.put(None, self.span(event))

    def refuse_extras(self, event: Any) -> None:
        """Report anchors, aliases and tags."""
        if event.anchor is not None:
            what = "alias `*" if isinstance(event, yaml.AliasEvent) else "anchor `&"
            message = f"{what}{_short(event.anchor)}` is not read here"
            self.report("Y005", self.span(event), message, "write the value out in full")
        if getattr(event, "tag", None) is not None:
            message = f"tag `{_short(event.tag)}` is not read here"
            self.report("Y006", self.span(event), message, "take the tag out; quote text instead")

    def take_key(self, event: Any, frame: _Frame, *, starts: bool) -> None:
        """Take the key of the next value of a mapping."""
        span = self.span(event)
        frame.keyed = True
        frame.key = None
        if not isinstance(event, yaml.ScalarEvent):
            self.report("Y009", span, "a key must be text", "write a word before the `:`")
            self.skipping = int(starts)
            frame.keyed = not starts
            return
        word = event.value
        if event.style in _UNQUOTED and word == "<<":
            self.report("Y007", span, "merge key `<<` is not read here", "write the keys out")
            return
        read = self.scalar(event)
        if not isinstance(read, str):
            message = f"key `{_short(word)}` is not text"
            hint = f'write "{_short(word)}" in quotes'
            before = self.data_before(frame)
            if isinstance(before, int) and isinstance(read, int):
                hint = f"write a decimal with a point: `{before}.{_short(word)}`"
            self.report("Y009", span, message, hint)
        path = (*frame.path, word)
        first = self.key_places.get(path)
        if first is not None:
            message = f"key `{_short(word)}` is there twice"
            hint = f"remove one of the two; the first one is in line {first.line}"
            self.report("Y002", span, message, hint)
            return
        self.key_places[path] = span
        frame.key = word

    def data_before(self, frame: _Frame) -> Any:
        """The last value of a mapping so far; None if there is none."""
        values = frame.held.values() if isinstance(frame.held, dict) else ()
        return next(reversed(values), None) if values else None

    def leave_skipped(self) -> None:
        """Go on after a container that was not read: a key, or a value."""
        frame = self.stack[-1]
        if isinstance(frame.held, dict) and not frame.keyed:
            frame.keyed = True
        else:
            self.put(None, None)

    def open(self, event: Any) -> None:
        """Begin a mapping or a sequence, unless it belongs to a refused key."""
        if len(self.stack) >= self.max_depth:
            message = f"more than {self.max_depth} levels of nesting"
            self.report("Y010", self.span(event), message, "write it flatter")
            raise _TooDeepError
        if self.stack and self.stack[-1].keyed and self.stack[-1].key is None:
            self.skipping = 1
        else:
            held: dict[str, Any] | list[Any] = (
                {} if isinstance(event, yaml.MappingStartEvent) else []
            )
            self.stack.append(_Frame(held, self.put(held, self.span(event))))

    def put(self, value: Any, span: Span | None) -> Path:
        """Put a value where it belongs and remember its place; its path is the answer."""
        if not self.stack:
            self.data = value
            path: Path = ()
        else:
            frame = self.stack[-1]
            if isinstance(frame.held, list):
                path = (*frame.path, len(frame.held))
                frame.held.append(value)
            else:
                frame.keyed = False
                if frame.key is None:
                    return frame.path
                path = (*frame.path, frame.key)
                frame.held[frame.key] = value
        if span is not None:
            self.places[path] = span
        return path

    def scalar(self, event: Any) -> Any:
        """The value of a scalar; only an unquoted one can be anything but text."""
        if event.style not in _UNQUOTED:
            return event.value
        value, remark = plain_scalar(event.value)
        if remark is not None:
            span = self.span(event)
            self.report(remark.code, span, remark.message, remark.hint, fatal=remark.fatal)
        return value

    def span(self, event: Any) -> Span:
        """The place of an event; of a block, the first line from where it begins."""
        start, end = event.start_mark, event.end_mark
        column = start.column + 1
        if end.line == start.line and end.column > start.column:
            end_column = end.column + 1
        else:
            line = self.lines[start.line] if start.line < len(self.lines) else ""
            end_column = len(line.rstrip()) + 1
        return Span(line=start.line + 1, column=column, end_column=max(end_column, column + 1))

    def report_syntax(self, error: yaml.MarkedYAMLError) -> None:
        """Report where the grammar broke, with the usual way out."""
        slip = slip_of(error, self.lines)
        span = Span(line=slip.line, column=slip.column, end_column=slip.column + 1)
        self.report("Y001", span, slip.message, slip.hint)


def _short(word: str) -> str:
    return shortened(word, SHORT_WORD)
