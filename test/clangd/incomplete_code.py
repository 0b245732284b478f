# RUN: %python %s
"""Code that is being typed never ends the server.

Every check meets half of its own test file here, and all of them meet a sample,
cut off in each line, and with each line missing.
"""

import pathlib
import unittest

from session import ClangdTest, codes

HERE = pathlib.Path(__file__).resolve().parent
SAMPLE = HERE / "Inputs" / "sample.cpp"
CHECKS = HERE.parent / "checks"
CUTS_OF_A_TEST = 6


def cuts_of_lines(text):
    """In the middle of each line, and once in a while after it."""
    at = 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        yield at + (len(line) if number % 4 == 0 else len(line) // 2)
        at += len(line)


def cuts_spread(text, count):
    """At even distances; a prime step keeps them from falling on the same column."""
    return [len(text) * (2 * i + 1) // (2 * count) for i in range(count)]


class IncompleteCode(ClangdTest):
    def setUp(self):
        super().setUp()
        self.use_mock("-std=c++20", "-ferror-limit=0")
        self.write(".clang-tidy", "Checks: '-*,structured-*'\n")

    def feed(self, server, name, text, cuts):
        """Types a text as far as each cut; the last diagnostics are of the whole."""
        server.open(name, "")
        for cut in cuts:
            server.change(name, text[:cut])
            server.diagnostics(name)
        server.change(name, text)
        return server.diagnostics(name)

    def test_sample_cut_anywhere(self):
        text = SAMPLE.read_text()
        body = text.index("int answer();")
        cuts = [c for c in cuts_of_lines(text) if c >= body]
        with self.server() as server:
            found = self.feed(server, "sample.cpp", text, cuts)
        self.assertIn("structured-detached-thread", codes(found))
        # The real library takes longer, so it is met less often.
        self.write("compile_flags.txt", "-std=c++20\n-pthread\n-ferror-limit=0\n")
        with self.server() as server:
            found = self.feed(server, "sample.cpp", text, cuts[::9])
        self.assertIn("structured-detached-thread", codes(found))

    def test_sample_with_a_line_missing(self):
        lines = SAMPLE.read_text().splitlines(keepends=True)
        body = lines.index("int answer();\n")
        with self.server() as server:
            server.open("sample.cpp", "".join(lines))
            for gone in range(body, len(lines)):
                server.change("sample.cpp", "".join(lines[:gone] + lines[gone + 1:]))
                server.diagnostics("sample.cpp")

    def test_tests_of_the_checks_cut(self):
        with self.server() as server:
            for test in sorted(t for t in CHECKS.rglob("*.cpp") if "Inputs" not in t.parts):
                with self.subTest(test.name):
                    text = test.read_text()
                    self.feed(server, test.name, text, cuts_spread(text, CUTS_OF_A_TEST))
                    server.close(test.name)

    def test_no_code_at_all(self):
        texts = ("", "\n", "\0", "{", "}", "[](", "std::thread(", "#include <thread>\nstd::thread T([")
        with self.server() as server:
            for number, text in enumerate(texts):
                with self.subTest(text):
                    server.open(f"{number}.cpp", text)
                    server.diagnostics(f"{number}.cpp")


if __name__ == "__main__":
    unittest.main()
