# RUN: %python %s
"""The files that configure clang-tidy and clangd are honoured."""

import unittest

from session import ClangdTest, codes, ours

BOTH = """\
    #include <future>
    #include <thread>
    int answer();
    void detached() { std::thread(answer).detach(); }
    void discarded() { (void)std::async(std::launch::async, answer); }
    """
DETACHED = "structured-detached-thread"
DISCARDED = "structured-discarded-future"


class Configuration(ClangdTest):
    """Every test starts its own server: clangd keeps what it has read for some seconds."""

    def setUp(self):
        super().setUp()
        self.use_mock()

    def our_codes(self, name, *args):
        return codes(ours(self.diagnostics(name, *args)))


class ClangTidyFile(Configuration):
    def codes_with(self, settings):
        self.write("a.cpp", BOTH)
        self.write(".clang-tidy", settings)
        return self.our_codes("a.cpp")

    def test_names_one_check(self):
        self.assertEqual(self.codes_with(f"Checks: '-*,{DISCARDED}'\n"), [DISCARDED])

    def test_names_all_checks(self):
        self.assertEqual(self.codes_with("Checks: 'structured-*'\n"), [DETACHED, DISCARDED])
        self.assertEqual(self.codes("a.cpp"), [DETACHED, DISCARDED], "and no stock check comes with it")

    def test_written_without_ours_switches_ours_off(self):
        self.assertEqual(self.codes_with("Checks: 'bugprone-*'\n"), [])

    def test_switches_all_off(self):
        self.assertEqual(self.codes_with("Checks: '-structured-*'\n"), [])
        self.assertEqual(self.codes_with("Checks: '-*'\n"), [])

    def test_switches_one_off(self):
        self.assertEqual(self.codes_with(f"Checks: 'structured-*,-{DETACHED}'\n"), [DISCARDED])

    def test_is_found_in_a_parent_folder(self):
        self.write(".clang-tidy", f"Checks: '-*,{DETACHED}'\n")
        self.write("deep/down/a.cpp", BOTH)
        self.assertEqual(self.our_codes("deep/down/a.cpp"), [DETACHED])

    def test_that_names_no_checks_leaves_the_default(self):
        self.assertEqual(self.codes_with("HeaderFilterRegex: ''\n"), [DETACHED, DISCARDED])

    def test_options_of_a_check(self):
        self.assertEqual(self.codes_with(f"""\
            CheckOptions:
              {DISCARDED}.AllowCastToVoid: true
            """), [DETACHED])

    def test_options_of_the_model(self):
        self.write("a.cpp", """\
            namespace acme {
            struct Pool {
              int submit(void (*)());
            };
            } // namespace acme
            void work();
            void post(acme::Pool &Pool) { Pool.submit(work); }
            """)
        self.assertEqual(self.our_codes("a.cpp"), [])
        self.write(".clang-tidy", """\
            CheckOptions:
              SpawnApis: '::acme::Pool::submit=detaches@0'
            """)
        self.assertEqual(self.our_codes("a.cpp"), [DISCARDED])

    def test_warnings_as_errors(self):
        self.write("a.cpp", BOTH)
        self.write(".clang-tidy", f"Checks: 'structured-*'\nWarningsAsErrors: '{DETACHED}'\n")
        severities = {d["code"]: d["severity"] for d in self.diagnostics("a.cpp")}
        self.assertEqual(severities, {DETACHED: 1, DISCARDED: 2})


class ClangdFile(Configuration):
    def codes_with(self, settings):
        self.write("a.cpp", BOTH)
        self.write(".clangd", settings)
        return self.our_codes("a.cpp")

    def test_removes_one_check(self):
        self.assertEqual(self.codes_with(
            f"Diagnostics: {{ClangTidy: {{Remove: [{DETACHED}]}}}}\n"), [DISCARDED])

    def test_removes_all_checks(self):
        self.assertEqual(self.codes_with("Diagnostics: {ClangTidy: {Remove: ['structured-*']}}\n"), [])

    def test_adds_a_stock_check_beside_ours(self):
        self.assertEqual(self.codes_with(
            "Diagnostics: {ClangTidy: {Add: [modernize-use-nullptr]}}\n"), [DETACHED, DISCARDED])

    def test_adds_to_what_clang_tidy_names(self):
        self.write(".clang-tidy", f"Checks: '-*,{DETACHED}'\n")
        self.assertEqual(self.codes_with(
            f"Diagnostics: {{ClangTidy: {{Add: [{DISCARDED}]}}}}\n"), [DETACHED, DISCARDED])

    def test_removes_from_what_clang_tidy_names(self):
        self.write(".clang-tidy", "Checks: '-*,structured-*'\n")
        self.assertEqual(self.codes_with(
            f"Diagnostics: {{ClangTidy: {{Remove: [{DISCARDED}]}}}}\n"), [DETACHED])

    def test_sets_options(self):
        self.assertEqual(self.codes_with(f"""\
            Diagnostics:
              ClangTidy:
                CheckOptions:
                  {DISCARDED}.AllowCastToVoid: true
            """), [DETACHED])

    def test_suppresses_a_check(self):
        self.assertEqual(self.codes_with(f"Diagnostics: {{Suppress: [{DETACHED}]}}\n"), [DISCARDED])

    def test_is_ignored_on_request(self):
        self.write("a.cpp", BOTH)
        self.write(".clangd", "Diagnostics: {ClangTidy: {Remove: ['structured-*']}}\n")
        self.assertEqual(self.our_codes("a.cpp", "--enable-config=false"), [DETACHED, DISCARDED])


class CommandLine(Configuration):
    def test_clang_tidy_can_be_switched_off(self):
        self.write("a.cpp", BOTH)
        self.assertEqual(self.our_codes("a.cpp", "--clang-tidy=false"), [])


if __name__ == "__main__":
    unittest.main()
