"""A compile database for source trees that have none, guessed from what the files include."""

import dataclasses
import hashlib
import json
import os
import re
import subprocess
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

SOURCES = {".cpp", ".cc", ".cxx", ".c++"}
HEADERS = {".h", ".hh", ".hpp", ".hxx", ".h++", ".ipp", ".inl", ".tcc", ""}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(<[^>\n]+>|"[^"\n]+")', re.M)
STANDARDS = ["c++17", "c++20", "c++14", "c++11"]
COMPILER = "clang++-22"
FOLDER = ".sc-corpus"  # In the checkout: the database, and what was found.
USUAL_PLACES = ["compile_commands.json", "build/compile_commands.json"]


@dataclasses.dataclass
class Flags:
    """What the user says of one repository."""
    flags: list = dataclasses.field(default_factory=list)
    standards: list = dataclasses.field(default_factory=lambda: list(STANDARDS))
    units: dict = dataclasses.field(default_factory=dict)  # The source to analyse a header through.


@dataclasses.dataclass
class Unit:
    source: str
    arguments: list
    errors: int
    first: str  # The first error.


class Tree:
    """The C++ files below a folder, and what they include."""

    def __init__(self, root):
        self.root = root
        self.by_name = defaultdict(list)
        for folder, folders, files in os.walk(root):
            folders[:] = sorted(f for f in folders if not f.startswith("."))
            for name in sorted(files):
                if Path(name).suffix.lower() in SOURCES | HEADERS:
                    self.by_name[name].append(os.path.relpath(os.path.join(folder, name), root))

    @lru_cache(maxsize=None)
    def includes(self, path):
        try:
            text = (self.root / path).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ()
        return tuple(found[1:-1] for found in INCLUDE.findall(text))

    def resolve(self, name, includer):
        """(file, the folder to search for it or None), for an include; None if it is not of this tree."""
        beside = os.path.normpath(os.path.join(os.path.dirname(includer), name))
        if (self.root / beside).is_file():
            return beside, None
        tail = os.path.normpath(name)
        ends = [path for path in self.by_name[os.path.basename(tail)] if path == tail or path.endswith("/" + tail)]
        if not ends or tail.startswith("..") or ("/" not in tail and is_of_the_system(tail)):
            return None
        # The one that is nearest to who includes it.
        near = max(ends, key=lambda path: (len(os.path.commonpath([path, includer])), -len(path)))
        return near, near.removesuffix(tail).rstrip("/") or "."

    @lru_cache(maxsize=None)
    def reached(self, source):
        """The files that a source includes, however far, and the folders to search for them."""
        files, folders, left = {source}, [], [source]
        while left:
            includer = left.pop()
            for name in self.includes(includer):
                file, folder = self.resolve(name, includer) or (None, None)
                if folder and folder not in folders:
                    folders.append(folder)
                if file and file not in files:
                    files.add(file)
                    left.append(file)
        return files, folders

    def source_of(self, header, preferred):
        """A source that includes a header: one of the preferred, or else the one that includes least."""
        sources = [p for paths in list(self.by_name.values()) for p in paths if Path(p).suffix.lower() in SOURCES]
        through = [s for s in sources if header in self.reached(s)[0]]
        return min(through, key=lambda s: (s not in preferred, len(self.reached(s)[0]), s), default=header)


@lru_cache(maxsize=None)
def system_folders():
    done = subprocess.run([COMPILER, "-E", "-v", "-x", "c++", os.devnull], capture_output=True, text=True)
    listed = done.stderr.partition("search starts here:\n#include <...>")[2].partition("End of search")[0]
    return [line.strip() for line in listed.splitlines()[1:]]


def is_of_the_system(name):
    return any(os.path.exists(os.path.join(folder, name)) for folder in system_folders())


def compile_errors(root, arguments):
    done = subprocess.run([COMPILER, "-fsyntax-only", "-w", "-ferror-limit=20", *arguments], cwd=root,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
    errors = re.findall(r": (?:fatal )?error: (.*)", done.stderr)
    return errors or [done.stderr.strip()] if done.returncode else []


def guess(tree, source, given):
    """The flags for one source: those with the first standard that compiles, or with the fewest errors."""
    flags = given.flags + ["-I" + folder for folder in tree.reached(source)[1]]
    if Path(source).suffix.lower() not in SOURCES:
        flags += ["-x", "c++"]
    best = None
    for standard in given.standards:
        arguments = ["-std=" + standard, *flags, source]
        errors = compile_errors(tree.root, arguments)
        if best is None or len(errors) < best.errors:
            best = Unit(source, arguments, len(errors), errors[0] if errors else "")
        if not errors:
            break
    return best


def known_entries(root):
    """The entries of a database that the checkout has: {file: entry}."""
    for place in USUAL_PLACES:
        if (root / place).is_file():
            entries = json.loads((root / place).read_text())
            return {os.path.relpath(os.path.join(e["directory"], e["file"]), root): e for e in entries}
    return {}


def make_database(root, files, given, jobs):
    """The folder of a database for these files, and what to analyse: {source: (errors, the first)}.

    A header is analysed through a source that includes it. Made anew only when
    the files or the flags are others than before.
    """
    folder = root / FOLDER
    database, stamp = folder / "compile_commands.json", folder / "made-from.json"
    entries = known_entries(root)
    made_from = hashlib.sha256(repr((sorted(files), given, sorted(entries))).encode()).hexdigest()
    if database.is_file() and stamp.is_file():
        known = json.loads(stamp.read_text())
        if known["from"] == made_from:
            return folder, known["units"]
    tree = Tree(root)
    present = [f for f in files if (root / f).is_file()]
    preferred = {f for f in present if Path(f).suffix.lower() in SOURCES}
    sources = {f if f in preferred else given.units.get(f) or tree.source_of(f, preferred) for f in present}
    with ThreadPoolExecutor(jobs) as pool:
        guessed = list(pool.map(lambda source: guess(tree, source, given), sorted(sources - set(entries))))
    made = [entries[source] for source in sorted(sources & set(entries))]
    made += [{"directory": str(root), "file": unit.source, "arguments": [COMPILER, *unit.arguments, "-c"]}
             for unit in guessed]
    units = {source: (0, "") for source in sources & set(entries)} | {u.source: (u.errors, u.first) for u in guessed}
    folder.mkdir(exist_ok=True)
    (folder / ".gitignore").write_text("*\n")
    database.write_text(json.dumps(made, indent=1))
    stamp.write_text(json.dumps({"from": made_from, "units": units}))
    return folder, units
