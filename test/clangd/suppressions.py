# RUN: %python %s
"""A comment that suppresses a finding for clang-tidy suppresses it in the editor."""

import unittest

from session import ClangdTest

DETACHED = "structured-detached-thread"
CASES = {
    "bare": ("std::thread([] {}).detach(); // NOLINT", []),
    "named": ("std::thread([] {}).detach(); // NOLINT(structured-detached-thread): lives as long as the process", []),
    "glob": ("std::thread([] {}).detach(); // NOLINT(structured-*)", []),
    "next line": ("// NOLINTNEXTLINE(structured-detached-thread)\n  std::thread([] {}).detach();", []),
    "block": ("// NOLINTBEGIN(structured-detached-thread)\n  std::thread([] {}).detach();\n"
              "  // NOLINTEND(structured-detached-thread)", []),
    "another check": ("std::thread([] {}).detach(); // NOLINT(structured-discarded-future)", [DETACHED]),
    "after the next line": ("// NOLINTNEXTLINE\n\n  std::thread([] {}).detach();", [DETACHED]),
    "none": ("std::thread([] {}).detach();", [DETACHED]),
}


class Suppressions(ClangdTest):
    def test_comments(self):
        with self.server() as server:
            for name, (line, expected) in CASES.items():
                with self.subTest(name):
                    file = name.replace(" ", "_") + ".cpp"
                    server.open(file, f"#include <thread>\nvoid run() {{\n  {line}\n}}\n")
                    self.assertEqual([d["code"] for d in server.diagnostics(file)], expected)


if __name__ == "__main__":
    unittest.main()
