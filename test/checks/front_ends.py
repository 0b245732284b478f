"""The front ends, each as a function from a file to its findings."""

import dataclasses
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("SC_BUILD", ROOT / "build"))
sys.path.insert(0, str(ROOT / "test/clangd"))

from lsp import QUIET, LanguageServer, apply_edits, edits_of, offset_of, path_of  # noqa: E402

PLUGIN = ["clang-tidy-22", f"-load={BUILD}/lib/libStructuredTidy.so"]
LINKED_IN = [f"{BUILD}/bin/sc-clang-tidy"]
SC_LINT = [f"{BUILD}/bin/sc-lint"]
FIX_NOTE = re.compile(r"(?m)^.* note: fix \(.*\n")
LINE = re.compile(r"(/?[^:\n]+):(\d+):(\d+): (warning|error|note): (.*?)(?: \[([^][ ]+)\])?$")


@dataclasses.dataclass(frozen=True, order=True)
class Finding:
    """A warning, or a note of one; `name` is the check's, and empty in a note."""
    file: str
    line: int
    column: int
    severity: str
    message: str
    name: str = ""
    notes: tuple = ()

    def __str__(self):
        name = f" [{self.name}]" if self.name else ""
        head = f"{pathlib.Path(self.file).name}:{self.line}:{self.column}: {self.severity}: {self.message}{name}"
        return "\n".join([head, *("    " + str(note) for note in self.notes)])


@dataclasses.dataclass
class Run:
    """What is asked of every front end."""
    check: str
    config: str
    tidy: list
    flags: list

    def command(self, program, file, *more):
        return [*program, f"--checks=-*,{self.check}", f"--config={self.config}", *self.tidy, *more,
                str(file), "--", *self.flags]


def run_tidy(program, run, file, *more):
    """Runs clang-tidy or what takes its options; returns its exit code and its output."""
    done = subprocess.run(run.command(program, file, *more), cwd=file.parent, text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{program[0]} ended with code {done.returncode}:\n{done.stdout}")
    return done.returncode, done.stdout


def without_fix_notes(output):
    return FIX_NOTE.sub("", output)


def findings_in(output, file):
    """The findings of our checks, in clang-tidy's output."""
    found = []
    for text in output.splitlines():
        if not (match := LINE.match(text)):
            continue
        path, line, column, severity, message, names = match.groups()
        if message.startswith("FIX-IT"):
            continue
        place = Finding(str((file.parent / path).resolve()), int(line), int(column), severity, message)
        if severity != "note":
            found.append([dataclasses.replace(place, name=(names or "").split(",")[0])])
        elif found:
            found[-1].append(place)
    return sorted(dataclasses.replace(head, notes=tuple(notes)) for head, *notes in found
                  if head.name.startswith("structured-"))


def write_json(path, value):
    path.write_text(json.dumps(value, indent=1))


def start_clangd(folder):
    return LanguageServer(f"{BUILD}/bin/sc-clangd", folder, args=QUIET)


def clangd_findings(server, file):
    """The findings of our checks in an editor, and the text after all fixes that it prefers, which are the safe ones."""
    text = file.read_text()
    server.open(file)
    found, edits = [], []
    for seen in server.diagnostics(file):
        if not str(seen.get("code", "")).startswith("structured-"):
            continue
        notes = tuple(place_in_editor(note["location"]["range"], note["location"]["uri"], "note", note["message"])
                      for note in seen.get("relatedInformation", ()))
        severity = "error" if seen["severity"] == 1 else "warning"
        head = place_in_editor(seen["range"], file.as_uri(), severity, seen["message"])
        found.append(dataclasses.replace(head, name=seen["code"], notes=notes))
        for action in server.code_actions(file, seen):
            if action.get("isPreferred"):
                edits += [edit for edit in edits_of(action, file) if edit not in edits]
            if bool(action.get("isPreferred")) != action["title"].startswith("fix (safe): "):
                raise RuntimeError(f"an editor is to prefer the safe fixes only: {action}")
    return sorted(found), apply_edits(text, edits)


def place_in_editor(where, uri, severity, message):
    """A finding as clang-tidy would print it: columns count bytes, messages begin as they were written."""
    path = path_of(uri)
    start = where["start"]
    text = path.read_text()
    column = len(text[offset_of(text, {**start, "character": 0}):offset_of(text, start)].encode()) + 1
    message = message.removesuffix(" (fix available)").removesuffix(" (fixes available)")
    return Finding(str(path.resolve()), start["line"] + 1, column, severity, message[0].lower() + message[1:])
