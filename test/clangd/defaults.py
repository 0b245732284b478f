# RUN: %python %s
"""Without any configuration, an editor shows what the checks find."""

import unittest

from lsp import path_of
from session import SC_CLANGD, STOCK_CLANGD, ClangdTest, codes, ours, place_of, range_of

DETACHED = """\
    #include <thread>

    void count(int Steps) {
      std::thread Worker([&Steps] { ++Steps; });
      Worker.detach();
    }
    """


class Defaults(ClangdTest):
    def test_detached_thread_is_shown(self):
        text = self.write("a.cpp", DETACHED).read_text()
        [found] = ours(self.diagnostics("a.cpp"))
        self.assertEqual(found["code"], "structured-detached-thread")
        self.assertEqual(found["source"], "clang-tidy")
        self.assertEqual(found["severity"], 2)
        self.assertEqual(found["range"], range_of(text, "detach"))
        self.assertEqual(found["message"], "Nothing waits for this detached thread, which may outlive 'Steps'; "
                                           "give it an owner, such as an 'sc::group' (fixes available)")

    def test_the_evidence_is_shown_as_related_information(self):
        path = self.write("a.cpp", DETACHED)
        text = path.read_text()
        [found] = ours(self.diagnostics("a.cpp"))
        notes = [(n["message"], n["location"]["range"]["start"]) for n in found["relatedInformation"]]
        self.assertEqual(notes, [
            ("Started here", place_of(text, "Worker")),
            ("The thread holds 'Steps' by reference, and 'Steps' dies with its scope in 'count'",
             place_of(text, "Steps", nth=1))])
        self.assertEqual({n["location"]["uri"] for n in found["relatedInformation"]}, {path.as_uri()})

    def test_notes_stay_in_the_message_for_an_editor_without_related_information(self):
        self.write("a.cpp", DETACHED)
        [found] = ours(self.diagnostics("a.cpp", capabilities={}))
        self.assertIn("note: the thread holds 'Steps' by reference", found["message"])

    def test_every_check_is_known_as_fast(self):
        # clangd says of a check that it takes to be slow that it will not run.
        self.write(".clangd", """\
            Diagnostics:
              ClangTidy:
                Add: ['structured-*', structured-detached-thread]
            """)
        self.write("a.cpp", DETACHED)
        with self.server() as server:
            server.open("a.cpp")
            self.assertEqual(codes(ours(server.diagnostics("a.cpp"))), ["structured-detached-thread"])
            self.assertNotIn("Latency", server.stderr())

    def test_the_strict_filter_holds_for_stock_checks(self):
        # misc-const-correctness is slow: naming it is not enough, with ours as with the stock one.
        self.write(".clang-tidy", "Checks: '-*,misc-const-correctness'\n")
        self.write("a.cpp", "int twice(int X) { int Y = 2 * X; return Y; }\n")
        for binary in (SC_CLANGD, STOCK_CLANGD):
            self.assertEqual(self.codes("a.cpp", binary=binary), [])

    def test_a_finding_links_to_the_page_of_its_check(self):
        self.write("a.cpp", "#include <thread>\nvoid run() { std::thread([] {}).detach(); }\n")
        [found] = ours(self.diagnostics("a.cpp"))
        page = path_of(found["codeDescription"]["href"]).read_text()
        self.assertIn("name: structured-detached-thread\n", page)

    def test_a_finding_of_a_stock_check_keeps_its_link(self):
        self.write(".clang-tidy", "Checks: '-*,modernize-use-nullptr'\n")
        self.write("a.cpp", "int *none() { return 0; }\n")
        here, stock = (self.diagnostics("a.cpp", binary=binary) for binary in (SC_CLANGD, STOCK_CLANGD))
        self.assertIn("use-nullptr", here[0]["codeDescription"]["href"])
        self.assertEqual(here, stock)

    def test_correct_code_shows_nothing(self):
        self.write("a.cpp", """\
            #include <thread>
            void joined() {
              std::thread Worker([] {});
              Worker.join();
            }
            """)
        self.assertEqual(self.codes("a.cpp"), [])

    def test_c_is_checked_without_complaint(self):
        self.write("a.c", "int twice(int x) { return 2 * x; }\n")
        self.assertEqual(self.codes("a.c"), [])


if __name__ == "__main__":
    unittest.main()
