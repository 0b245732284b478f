"""What the tests of clangd have in common: a folder, a server in it, places in a text."""

import os
import pathlib
import tempfile
import textwrap
import unittest

from lsp import QUIET, LanguageServer, apply_edits, edits_of

SC_CLANGD = os.environ.get("SC_CLANGD", "build/bin/sc-clangd")
STOCK_CLANGD = os.environ.get("STOCK_CLANGD", "clangd-22")


class ClangdTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name).resolve()

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text))
        return path

    def use_mock(self, *flags):
        """Takes test/mock for the standard library, which is read in no time."""
        mock = pathlib.Path(__file__).resolve().parent.parent / "mock"
        self.write("compile_flags.txt", "\n".join(["-std=c++17", *flags, "-nostdinc++", "-nostdlibinc", "-isystem", f"{mock}"]))

    def server(self, *args, binary=SC_CLANGD, **options):
        """A server in the folder of this test."""
        return LanguageServer(os.path.abspath(binary) if os.sep in binary else binary,
                              self.folder, args=(*QUIET, *args), **options)

    def diagnostics(self, name, *args, **options):
        """What a fresh server says of one file."""
        with self.server(*args, **options) as server:
            server.open(name)
            return server.diagnostics(name)

    def codes(self, name, *args, **options):
        return codes(self.diagnostics(name, *args, **options))

    def fix(self, server, name, diagnostic):
        """Applies the preferred quick fix of a diagnostic; returns the new text."""
        actions = [a for a in server.code_actions(name, diagnostic) if a.get("isPreferred")]
        self.assertEqual([a["kind"] for a in actions], ["quickfix"])
        path = self.folder / name
        return apply_edits(path.read_text(), edits_of(actions[0], path))


def codes(diagnostics):
    """The names of the checks and warnings, in the order of the file."""
    ordered = sorted(diagnostics, key=lambda d: (d["range"]["start"]["line"], d["range"]["start"]["character"]))
    return [d["code"] for d in ordered]


def ours(diagnostics):
    """The diagnostics of our checks."""
    return [d for d in diagnostics if str(d.get("code", "")).startswith("structured-")]


def place_of(text, words, nth=0):
    """The position of the nth occurrence of some words."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    line = text.count("\n", 0, at)
    return {"line": line, "character": at - (text.rfind("\n", 0, at) + 1)}


def range_of(text, words, nth=0):
    """The range of the nth occurrence of some words, which stand in one line."""
    start = place_of(text, words, nth)
    return {"start": start, "end": {**start, "character": start["character"] + len(words)}}
