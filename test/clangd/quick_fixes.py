# RUN: %python %s
"""What can be fixed is offered as a quick fix, and the edit is right."""

import textwrap
import unittest

from lsp import apply_edits, edits_of
from session import ClangdTest, codes, ours

DISCARDED = """\
    #include <future>
    int answer();
    void ask() {
      std::async(std::launch::async, answer);
    }
    """


class QuickFixes(ClangdTest):
    def offered(self, server):
        """The quick fixes of the one finding of ours in a.cpp."""
        server.open("a.cpp")
        [found] = ours(server.diagnostics("a.cpp"))
        return [a for a in server.code_actions("a.cpp", found) if a["kind"] == "quickfix"]

    def test_wait_is_inserted(self):
        text = self.write("a.cpp", DISCARDED).read_text()
        with self.server() as server:
            server.open("a.cpp")
            [found] = ours(server.diagnostics("a.cpp"))
            self.assertEqual(found["code"], "structured-discarded-future")
            fixed = self.fix(server, "a.cpp", found)
            self.assertEqual(fixed, text.replace("answer);", "answer).wait();"))
            server.change("a.cpp", fixed)
            self.assertEqual(codes(server.diagnostics("a.cpp")), [])

    def test_the_title_says_what_changes(self):
        text = self.write("a.cpp", DISCARDED).read_text()
        with self.server() as server:
            fixes = self.offered(server)
            self.assertEqual([a["title"] for a in fixes],
                             ["fix (safe): the wait becomes visible that this line has already",
                              "fix (review): the work runs beside what follows, and the scope waits for it at its end"])
            self.assertEqual([bool(a.get("isPreferred")) for a in fixes], [True, False])
            fixed = apply_edits(text, edits_of(fixes[1], self.folder / "a.cpp"))
            self.assertEqual(fixed, textwrap.dedent("""\
                #include <future>
                #include <sc/group.h>
                int answer();
                void ask() {
                  sc::group tasks;
                  tasks.go(answer);
                }
                """))

    def test_positions_after_wide_characters(self):
        # The protocol counts in UTF-16 units: an emoji is two of them, and four bytes.
        text = self.write("a.cpp", """\
            #include <future>
            int answer();
            void ask() { /* 🙂 é */ std::async(std::launch::async, answer); }
            """).read_text()
        with self.server() as server:
            server.open("a.cpp")
            [found] = ours(server.diagnostics("a.cpp"))
            self.assertEqual(self.fix(server, "a.cpp", found), text.replace("answer); }", "answer).wait(); }"))

    def test_a_header_is_fixed_where_it_is_open(self):
        text = self.write("ask.h", DISCARDED).read_text()
        self.write("a.cpp", '#include "ask.h"\n')
        with self.server() as server:
            server.open("a.cpp")
            self.assertEqual(ours(server.diagnostics("a.cpp")), [])
            server.open("ask.h")
            [found] = ours(server.diagnostics("ask.h"))
            self.assertEqual(self.fix(server, "ask.h", found), text.replace("answer);", "answer).wait();"))

    def test_a_finding_without_a_fix_offers_none(self):
        self.write("a.cpp", """\
            #include <thread>
            struct Poller {
              Poller() : Thread([] {}) {}
              std::thread Thread;
            };
            """)
        with self.server() as server:
            server.open("a.cpp")
            [found] = ours(server.diagnostics("a.cpp"))
            kinds = {a["kind"] for a in server.code_actions("a.cpp", found)}
            self.assertNotIn("quickfix", kinds)

    def test_owners_are_offered_and_none_is_preferred(self):
        self.write("a.cpp", """\
            #include <thread>
            void use(int &);
            void start() {
              int Count = 0;
              std::thread([&] { use(Count); }).detach();
            }
            """)
        with self.server() as server:
            fixes = self.offered(server)
            self.assertEqual([a["title"] for a in fixes],
                             ["fix (review): the scope waits at its end for the thread",
                              "fix (manual): nobody waits, for the reason that you fill in"])
            self.assertEqual([a for a in fixes if a.get("isPreferred")], [])

    def test_results_are_offered_in_place_of_a_container(self):
        self.use_mock()
        self.write(".clang-tidy", "CheckOptions: {structured-prefer-group.Enable: true}\n")
        text = self.write("a.cpp", """\
            #include <mutex>
            #include <thread>
            #include <vector>
            int count(int) noexcept;
            void use(const std::vector<int> &);
            void all(int Many) {
              std::mutex Guard;
              // In any order.
              std::vector<int> Sizes;
              std::vector<std::thread> Threads;
              for (int I = 0; I < Many; ++I)
                Threads.emplace_back([&, I] {
                  int Size = count(I);
                  std::lock_guard<std::mutex> Lock(Guard);
                  Sizes.push_back(Size);
                });
              for (std::thread &Each : Threads)
                Each.join();
              use(Sizes);
            }
            """).read_text()
        with self.server() as server:
            fixes = self.offered(server)
            self.assertEqual([a["title"] for a in fixes][2:],
                             ["fix (review): the threads become tasks of a group, and what they give are results, or "
                              "the first error out of 'wait()'; these come in the order in which the tasks are started"])
            fixed = apply_edits(text, edits_of(fixes[2], self.folder / "a.cpp"))
            self.assertEqual(fixed, textwrap.dedent("""\
                #include <mutex>
                #include <sc/group.h>
                #include <thread>
                #include <vector>
                int count(int) noexcept;
                void use(const std::vector<int> &);
                void all(int Many) {
                  // In any order.
                  std::vector<sc::task<int>> Tasks;
                  sc::group Threads;
                  for (int I = 0; I < Many; ++I)
                    Tasks.push_back(Threads.spawn([&, I] {
                      int Size = count(I);
                      return Size;
                    }));
                  Threads.wait();
                  std::vector<int> Sizes;
                  for (auto &Task : Tasks)
                    Sizes.push_back(Task.get());
                  use(Sizes);
                }
                """))

    def test_results_are_offered_in_place_of_variables(self):
        self.use_mock()
        self.write(".clang-tidy", "CheckOptions: {structured-prefer-group.Enable: true}\n")
        text = self.write("a.cpp", """\
            #include <thread>
            int count(int) noexcept;
            void use(int, int);
            void both(int From) {
              int Left = 0;
              int Right;
              std::thread First([&Left, From] {
                int Begin = From;
                Left = count(Begin);
              });
              std::thread Second([&] { Right = count(From + 1); });
              First.join();
              Second.join();
              use(Left, Right);
            }
            """).read_text()
        with self.server() as server:
            fixes = self.offered(server)
            self.assertEqual([a["title"] for a in fixes],
                             ["fix (safe): the threads become tasks of a group",
                              "fix (review): the threads become tasks of a group, and what they give are results"])
            fixed = apply_edits(text, edits_of(fixes[1], self.folder / "a.cpp"))
            self.assertEqual(fixed, textwrap.dedent("""\
                #include <sc/group.h>
                #include <thread>
                int count(int) noexcept;
                void use(int, int);
                void both(int From) {
                  sc::group Tasks;
                  auto First = Tasks.spawn([From] {
                    int Begin = From;
                    return count(Begin);
                  });
                  auto Second = Tasks.spawn([&] { return count(From + 1); });
                  Tasks.wait();
                  int Left = First.get();
                  int Right = Second.get();
                  use(Left, Right);
                }
                """))
            server.change("a.cpp", fixed)
            self.assertEqual(codes(server.diagnostics("a.cpp")), ["unused-includes"])

    def test_nothing_is_offered_in_a_macro(self):
        self.write("a.cpp", """\
            #include <future>
            int answer();
            #define ASK() std::async(std::launch::async, answer)
            void ask() { ASK(); }
            """)
        with self.server() as server:
            server.open("a.cpp")
            [found] = ours(server.diagnostics("a.cpp"))
            kinds = {a["kind"] for a in server.code_actions("a.cpp", found)}
            self.assertNotIn("quickfix", kinds)


if __name__ == "__main__":
    unittest.main()
