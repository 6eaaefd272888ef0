"""Reading the files of a rule folder: which there are, what they hold, what is wrong with them."""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from explainer.diagnostics import Diagnostic, Severity
from explainer.slips import suggest
from explainer.source import Source, read_yaml

MAX_FILE_BYTES = 1_000_000
"""Far beyond any rule; a larger file is not one."""
SINGLE_FILES = ("pack.yaml", "metrics.yaml", "moves.yaml")
DRIVERS = "drivers"
RULE_FOLDERS = (DRIVERS, "signals", "lexicon", "style")
CASES = ".cases.yaml"
Part = Literal["rule", "cases", "stray"]
"""What a file is to its rule folder; a stray one looks like a rule, and nothing reads it."""
MOST_LETTERS_OFF = 1
"""A name that is longer or shorter by more was not meant for a folder of rules."""
NEAR_RULES = (".yaml", ".yml")
"""How names end, in small letters, that were meant for rules."""


class Folder(msgspec.Struct, frozen=True, kw_only=True):
    """The rule files of one folder by relative path (`drivers/etf_outflows.yaml`).

    *broken* holds files that cannot be used; they are there, so nothing else is missing on their
    account. *cases* are the ids with a `.cases.yaml`.
    """

    root: Path
    sources: dict[str, Source]
    broken: frozenset[str]
    cases: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]


def read_folder(root: Path) -> Folder:
    """Read every rule file under *root*; what cannot be read is in the diagnostics."""
    reader = _FolderReader(root)
    return reader.read(reader.rule_files())


def read_case_files(root: Path) -> Folder:
    """Read the case files of drivers under *root* and nothing else; no pack needs them to load."""
    reader = _FolderReader(root)
    return reader.read(reader.case_files())


def part_of(folder: str, name: str) -> Part | None:
    """What a file of this name is in a rule folder, or in its inner *folder*; None for no part."""
    if name.startswith("."):
        return None
    if not folder:
        if name in SINGLE_FILES:
            return "rule"
        return "stray" if name.lower().endswith(NEAR_RULES) else None
    if name.endswith(CASES) and folder == DRIVERS:
        return "cases"
    if name.endswith(".yaml"):
        return "rule"
    return "stray" if name.lower().endswith((*NEAR_RULES, ".json")) else None


def shown_path(path: Path) -> str:
    """The path as people know it: from the working folder where it lies inside, else whole."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


class _FolderReader:
    """Walks the folder in sorted order and collects sources and problems."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources: dict[str, Source] = {}
        self.broken: set[str] = set()
        self.cases: set[str] = set()
        self.problems: list[Diagnostic] = []

    def read(self, relatives: Iterator[str]) -> Folder:
        for relative in relatives:
            path = self.root / relative
            try:
                self._take(relative, path)
            except OSError as error:
                self._refuse("R001", path, _reason(error), "make it a readable file", relative)
        return Folder(
            root=self.root,
            sources=self.sources,
            broken=frozenset(self.broken),
            cases=frozenset(self.cases),
            diagnostics=tuple(self.problems),
        )

    def case_files(self) -> Iterator[str]:
        """Relative paths of the cases of drivers, sorted."""
        folder = self.root / DRIVERS
        if folder.exists() and not self._escapes(folder):
            yield from (f"{DRIVERS}/{name}" for name in self._names(folder) if name.endswith(CASES))

    def rule_files(self) -> Iterator[str]:
        """Relative paths of everything that is a rule file by its name, sorted."""
        for name in self._names(self.root):
            if name not in RULE_FOLDERS:
                yield from self._rule_name("", name)
            elif not self._escapes(self.root / name):
                for inner in self._names(self.root / name):
                    yield from self._rule_name(name, inner)

    def _holds_rules(self, folder: Path) -> bool:
        return folder.is_dir() and any(name.endswith(".yaml") for name in self._names(folder))

    def _rule_name(self, folder: str, name: str) -> Iterator[str]:
        part = part_of(folder, name)
        if part == "rule":
            yield f"{folder}/{name}" if folder else name
        elif part == "cases":
            self.cases.add(name.removesuffix(CASES))
        elif part == "stray":
            self._ignored(self.root / folder / name)
        elif hint := self._misplaced(folder, name):
            self._refuse("R005", self.root / folder / name, "nothing reads this folder", hint)

    def _misplaced(self, folder: str, name: str) -> str | None:
        """What to do with a folder of rules that nothing reads; None for anything else."""
        meant = None if folder else _folder_meant(name)
        if not (folder or meant) or not self._holds_rules(self.root / folder / name):
            return None
        return f"put its files into `{folder}/` itself" if folder else f"did you mean `{meant}/`?"

    def _names(self, folder: Path) -> list[str]:
        try:
            return sorted(item.name for item in folder.iterdir() if not item.name.startswith("."))
        except FileNotFoundError:
            self._refuse("R001", folder, "there is no such folder", "name a folder of rules")
        except NotADirectoryError:
            self._refuse("R001", folder, "this is not a folder", "name the folder that holds it")
        except OSError as error:
            self._refuse("R001", folder, _reason(error), "make it a readable folder")
        return []

    def _take(self, relative: str, path: Path) -> None:
        if self._escapes(path):
            self.broken.add(relative)
            return
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            self._refuse("R001", path, "this is not a file", "make it a readable file", relative)
            return
        if status.st_size > MAX_FILE_BYTES:
            most = f"{MAX_FILE_BYTES:,}"
            message = f"{status.st_size:,} bytes are too many; a rule file has at most {most}"
            self._refuse("R002", path, message, "split it into one file per rule", relative)
            return
        source = read_yaml(path.read_bytes(), shown_path(path))
        self.sources[relative] = source
        self.problems.extend(source.diagnostics)
        if not source.complete:
            self.broken.add(relative)

    def _escapes(self, path: Path) -> bool:
        """Whether the path leads out of the folder by a link; that is a problem of its own."""
        try:
            inside = path.resolve().is_relative_to(self.root.resolve())
        except (OSError, RuntimeError) as error:
            self._refuse("R001", path, _reason(error), "make it a readable file")
            return True
        if not inside:
            hint = "copy the file into the folder instead of linking it"
            self._refuse("R003", path, "the link leads out of the rule folder", hint)
        return not inside

    def _ignored(self, path: Path) -> None:
        hint = f"rule files end in .yaml and are {', '.join(SINGLE_FILES)} or lie in " + ", ".join(
            f"{folder}/" for folder in RULE_FOLDERS
        )
        self._refuse("R005", path, "nothing reads this file", hint)

    def _refuse(
        self, code: str, path: Path, message: str, hint: str, relative: str | None = None
    ) -> None:
        if relative is not None:
            self.broken.add(relative)
        self.problems.append(
            Diagnostic(
                code=code,
                severity=Severity.ERROR,
                path=shown_path(path),
                message=message,
                hint=hint,
            )
        )


def _folder_meant(name: str) -> str | None:
    """The folder of rules that a name differs from by a slip: `Driver` for `drivers`."""
    near = suggest(name.lower(), RULE_FOLDERS)
    return near if near is not None and abs(len(near) - len(name)) <= MOST_LETTERS_OFF else None


def _reason(error: Exception) -> str:
    """What the system said, in small letters and without the path, which stands before it."""
    said = getattr(error, "strerror", None) or "it cannot be read"
    return str(said)[0].lower() + str(said)[1:]
