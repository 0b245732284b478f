# RUN: %python %s
"""Diagnostics follow the text, in each of the open files."""

import unittest

from session import ClangdTest, codes, ours, range_of

DETACHED = """\
#include <thread>
void run() {
  std::thread Worker([] {});
  Worker.detach();
}
"""
JOINED = DETACHED.replace("detach", "join")


class Editing(ClangdTest):
    def setUp(self):
        super().setUp()
        self.use_mock()

    def test_an_edit_removes_and_brings_a_finding(self):
        with self.server() as server:
            server.open("a.cpp", DETACHED)
            self.assertEqual(codes(server.diagnostics("a.cpp")), ["structured-detached-thread"])
            for text, expected in [(JOINED, []), (DETACHED, ["structured-detached-thread"])] * 2:
                server.change("a.cpp", text)
                self.assertEqual(codes(server.diagnostics("a.cpp")), expected)

    def test_a_finding_moves_with_its_line(self):
        with self.server() as server:
            server.open("a.cpp", DETACHED)
            server.diagnostics("a.cpp")
            moved = DETACHED.replace("void run", "\n\nint other;\nvoid run")
            server.change("a.cpp", moved)
            [found] = server.diagnostics("a.cpp")
            self.assertEqual(found["range"], range_of(moved, "detach"))

    def test_two_files_open_at_once(self):
        with self.server() as server:
            server.open("a.cpp", DETACHED)
            server.open("b.cpp", JOINED)
            self.assertEqual(codes(server.diagnostics("b.cpp")), [])
            self.assertEqual(codes(server.diagnostics("a.cpp")), ["structured-detached-thread"])
            server.change("a.cpp", JOINED)
            server.change("b.cpp", DETACHED)
            self.assertEqual(codes(server.diagnostics("a.cpp")), [])
            self.assertEqual(codes(server.diagnostics("b.cpp")), ["structured-detached-thread"])

    def test_many_files_at_once(self):
        # Files are parsed on several threads, and the checks share nothing between them.
        names = [f"file{i}.cpp" for i in range(12)]
        with self.server("-j=4") as server:
            for i, name in enumerate(names):
                server.open(name, DETACHED if i % 2 else JOINED)
            for i, name in enumerate(names):
                self.assertEqual(len(ours(server.diagnostics(name))), i % 2, name)

    def test_an_option_is_read_anew(self):
        self.write("a.cpp", DETACHED)
        self.write(".clang-tidy", "Checks: '-*,structured-*'\n")
        self.assertEqual(self.codes("a.cpp"), ["structured-detached-thread"])
        self.write(".clang-tidy", "Checks: '-*,structured-*'\nCheckOptions: {IgnoreTests: '*a.cpp'}\n")
        self.assertEqual(self.codes("a.cpp"), [])


if __name__ == "__main__":
    unittest.main()
