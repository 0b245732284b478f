# RUN: %python %s
"""A header shows its findings where it is open, and only there."""

import unittest

from session import ClangdTest, codes, ours, range_of

HEADER = """\
    #pragma once
    #include <thread>
    inline void startInHeader() { std::thread([] {}).detach(); }
    """


class Headers(ClangdTest):
    def test_a_header_opened_by_itself(self):
        text = self.write("worker.h", HEADER).read_text()
        [found] = ours(self.diagnostics("worker.h"))
        self.assertEqual(found["code"], "structured-detached-thread")
        self.assertEqual(found["range"], range_of(text, "detach"))

    def test_a_header_takes_the_flags_of_the_file_that_includes_it(self):
        self.write("include/base.h", "int answer();\n")
        self.write("src/worker.h", HEADER.replace("<thread>", "<thread>\n    #include <base.h>"))
        self.write("src/worker.cpp", '#include "worker.h"\n')
        self.write("compile_commands.json", f"""[{{
            "directory": "{self.folder}", "file": "src/worker.cpp",
            "arguments": ["c++", "-std=c++17", "-Iinclude", "src/worker.cpp"]}}]""")
        self.assertEqual(self.codes("src/worker.h"), ["structured-detached-thread"])

    def test_an_included_header_shows_nothing_in_the_main_file(self):
        self.write("worker.h", HEADER)
        self.write("a.cpp", '#include "worker.h"\nvoid run() { startInHeader(); }\n')
        with self.server() as server:
            server.open("a.cpp")
            self.assertEqual(codes(server.diagnostics("a.cpp")), [])
            server.open("worker.h")
            self.assertEqual(codes(server.diagnostics("worker.h")), ["structured-detached-thread"])

    def test_a_class_of_a_header_whose_body_clangd_skips(self):
        # Bodies in the preamble are not parsed; nothing may be concluded from their absence.
        self.write("owner.h", """\
            #pragma once
            #include <thread>
            class Owner {
            public:
              Owner() : Worker([] {}) {}
              ~Owner() { Worker.join(); }

            private:
              std::thread Worker;
            };
            """)
        self.write("a.cpp", '#include "owner.h"\nvoid run() { Owner One; }\n')
        self.assertEqual(self.codes("a.cpp"), [])


if __name__ == "__main__":
    unittest.main()
