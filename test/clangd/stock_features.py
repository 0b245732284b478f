# RUN: %python %s
"""What clangd does without our checks, it does the same with them."""

import pathlib
import re
import subprocess
import tempfile
import textwrap
import unittest

from lsp import LanguageServer, apply_edits, edits_of
from session import SC_CLANGD, STOCK_CLANGD, ClangdTest, codes, ours, place_of, range_of

PROGRAM = textwrap.dedent("""\
    #include <string>
    #include <thread>
    #include <vector>

    enum class Color { Red, Green };

    struct Counter {
      int Total = 0;
      void add(int Amount) { Total += Amount; }
    };

    const char *name(Color Of) {
      switch (Of) {
      }
      return 0;
    }

    int sum(const std::vector<int> &Values) {
      Counter Sum;
      for (auto Value : Values)
        Sum.add(Value * 2 + 1);
      int First = Values.front() + 1;
      return   Sum.Total + First;
    }

    void run() { std::thread([] {}).detach(); }
    """)


class AgainstStock(ClangdTest):
    """One program, open in sc-clangd and in the stock clangd."""

    @classmethod
    def setUpClass(cls):
        folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory())).resolve()
        (folder / ".clang-tidy").write_text("Checks: '-*,modernize-use-nullptr,readability-else-after-return'\n")
        (folder / "a.cpp").write_text(PROGRAM)
        cls.servers = [cls.enterClassContext(LanguageServer(binary, folder)) for binary in (SC_CLANGD, STOCK_CLANGD)]
        for server in cls.servers:
            server.open("a.cpp")

    def assert_same(self, question):
        """Both answer the same, and something; returns it."""
        here, stock = [question(server) for server in self.servers]
        self.assertTrue(stock)
        self.assertEqual(here, stock)
        return here

    def at(self, server, method, position, **more):
        return server.request(method, {
            "textDocument": server.document("a.cpp"), "position": position, **more})


class StockFeatures(AgainstStock):
    def test_capabilities(self):
        self.assert_same(lambda server: server.initialized)

    def test_hover(self):
        answer = self.assert_same(
            lambda server: self.at(server, "textDocument/hover", place_of(PROGRAM, "add(Value")))
        self.assertIn("add", answer["contents"]["value"])

    def test_completion(self):
        answer = self.assert_same(
            lambda server: [item["label"] for item in self.at(
                server, "textDocument/completion", place_of(PROGRAM, "add(Value"))["items"]])
        self.assertIn("Total", " ".join(answer))

    def test_definition(self):
        answer = self.assert_same(
            lambda server: self.at(server, "textDocument/definition", place_of(PROGRAM, "add(Value")))
        self.assertEqual(answer[0]["range"]["start"]["line"], 8)

    def test_references(self):
        self.assert_same(lambda server: self.at(
            server, "textDocument/references", place_of(PROGRAM, "Total"), context={"includeDeclaration": True}))

    def test_rename(self):
        answer = self.assert_same(lambda server: self.at(
            server, "textDocument/rename", place_of(PROGRAM, "Total"), newName="Whole"))
        [edits] = answer["changes"].values()
        self.assertEqual(len(edits), 3)

    def test_formatting(self):
        self.assert_same(lambda server: server.request("textDocument/formatting", {
            "textDocument": server.document("a.cpp"), "options": {"tabSize": 2, "insertSpaces": True}}))

    def test_symbols_tokens_and_hints(self):
        for method in ("documentSymbol", "semanticTokens/full", "inlayHint", "foldingRange", "documentLink"):
            with self.subTest(method):
                whole = {"start": {"line": 0, "character": 0}, "end": {"line": 25, "character": 0}}
                self.assert_same(lambda server: server.request("textDocument/" + method, {
                    "textDocument": server.document("a.cpp"), "range": whole}))

    def test_stock_checks_and_their_fixes(self):
        def nullptr(server):
            [found] = [d for d in server.diagnostics("a.cpp") if d["code"] == "modernize-use-nullptr"]
            return found, server.code_actions("a.cpp", found)

        _, [action, *_] = self.assert_same(nullptr)
        fixed = apply_edits(PROGRAM, edits_of(action, self.servers[0].root / "a.cpp"))
        self.assertIn("return nullptr;", fixed)


class Refactorings(AgainstStock):
    """The tweaks register themselves, so a linker can lose them without a word."""

    def titles(self, words):
        return self.assert_same(lambda server: sorted(
            action["title"] for action in server.actions_at("a.cpp", range_of(PROGRAM, words))))

    def test_extract_variable(self):
        self.assertIn("Extract subexpression to variable", self.titles("Values.front()"))

    def test_expand_auto(self):
        self.assertIn("Replace with deduced type", self.titles("auto"))

    def test_define_outline(self):
        self.assertIn("Move function body to out-of-line", " ".join(self.titles("add")))

    def test_a_tweak_edits(self):
        def populate(server):
            where = range_of(PROGRAM, "switch")
            [tweak] = [a for a in server.actions_at("a.cpp", where) if a["title"] == "Populate switch"]
            return server.execute(tweak["command"])

        [edit] = self.assert_same(populate)
        self.assertIn("case Color::Green", str(edit))


class DefaultChecks(ClangdTest):
    def test_default_checks_are_those_of_clangd_and_ours(self):
        self.write("a.cpp", """\
            #include <thread>
            int same(int X) { return X == X; }
            void assign(int X) { if (X = 1) return; }
            void run() { std::thread([] {}).detach(); }
            """)
        here = self.diagnostics("a.cpp")
        stock = self.diagnostics("a.cpp", binary=STOCK_CLANGD)
        self.assertEqual(codes(ours(here)), ["structured-detached-thread"])
        self.assertTrue(stock)
        self.assertEqual([d for d in here if d not in ours(here)], stock)


class CommandLine(unittest.TestCase):
    def output(self, binary, *args):
        return subprocess.run([binary, *args], capture_output=True, text=True, check=True).stdout

    def test_version(self):
        self.assertRegex(self.output(SC_CLANGD, "--version"), r"clangd version 22\.")

    def test_the_same_options(self):
        def options(binary):
            return re.findall(r"^ +(-[\w-]+)", self.output(binary, "--help"), re.M)

        self.assertTrue(options(STOCK_CLANGD))
        self.assertEqual(options(SC_CLANGD), options(STOCK_CLANGD))


if __name__ == "__main__":
    unittest.main()
