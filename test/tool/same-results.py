# RUN: %python %s
"""What is found and said does not depend on the number of workers, the order of units, and what is known already."""

import json
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

SC_LINT = os.environ["SC_LINT"]
MOCK = Path(__file__).resolve().parent.parent / "mock"

FILES = {
    # Findings in a header that units share: in all of them, in one, and in each another.
    "shared.h": """#pragma once
#include <thread>
void work();
inline void shared() { std::thread(work).detach(); }
#ifdef MORE
inline void more() { std::thread(work).detach(); }
#define NAME Other
#else
#define NAME One
#endif
inline void vary() {
  int NAME = 0;
  std::thread([&] { ++NAME; }).detach();
}
struct Pool {
  void start();
  ~Pool();
private:
  std::thread Worker;
};
struct Joined {
  void start();
  ~Joined();
  std::thread Worker;
};
""",
    "start.cpp": """#include "shared.h"
void Pool::start() { Worker = std::thread(work); }
void Joined::start() { Worker = std::thread(work); }
""",
    "end.cpp": """#define MORE
#include "shared.h"
Pool::~Pool() {}
Joined::~Joined() { Worker.join(); }
""",
    "main.cpp": """#include "shared.h"
void work() {}
int main() {
  shared();
  Pool().start();
  Joined().start();
}
""",
    "clean.cpp": "int Number;\n",
}
FAILING = {
    "broken.cpp": '#include "shared.h"\noops x;\n',
    "crash.cpp": '#include "shared.h"\n#pragma clang __debug crash\n',
    "missing.cpp": None,
}


class SameResults(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name, "project")
        self.cache = Path(folder.name, "cache")
        self.folder.mkdir()

    def write(self, files):
        self.units = [name for name in files if name.endswith(".cpp")]
        for name, text in files.items():
            if text is not None:
                (self.folder / name).write_text(text)

    def run_lint(self, *args, reverse=False, cache=False):
        flags = ["-std=c++17", "-nostdinc++", "-isystem", str(MOCK)]
        entries = [{"directory": str(self.folder), "file": unit, "arguments": ["clang++", *flags, unit]}
                   for unit in self.units]
        (self.folder / "compile_commands.json").write_text(json.dumps(entries[::-1] if reverse else entries))
        environment = {**os.environ, "SC_LINT_CACHE_DIR": str(self.cache) if cache else ""}
        run = subprocess.run([SC_LINT, *args], cwd=self.folder, env=environment, stdin=subprocess.DEVNULL,
                             capture_output=True)
        said = re.sub(rb", \d+\.\d s\n", b"\n", run.stderr)
        self.unchanged = re.search(rb", (\d+) unchanged", said)
        # How much was known is said, and is all that may differ.
        return run.returncode, run.stdout, re.sub(rb", \d+ (parsed|unchanged)", b"", said)

    def assert_same(self, code, found, said):
        first = self.run_lint("-j1")
        self.assertEqual(first[0], code, first)
        for text in found:
            self.assertIn(text, first[1])
        for text in said:
            self.assertIn(text, first[2])
        for args in (["-j1"], ["-j3"], ["-j3", "--no-prefilter"]):
            for reverse in (False, True):
                with self.subTest(args=args, reverse=reverse):
                    self.assertEqual(self.run_lint(*args, reverse=reverse), first)
        self.assertEqual(self.run_lint("-j3", cache=True), first, "cold")
        self.assertIsNone(self.unchanged)
        for args in ("-j1", "-j3"):
            for reverse in (False, True):
                with self.subTest("warm", args=args, reverse=reverse):
                    self.assertEqual(self.run_lint(args, reverse=reverse, cache=True), first)
                    self.assertEqual(self.unchanged[1], b"%d" % sum(unit in FILES for unit in self.units))

    def test_whole_program(self):
        self.write(FILES)
        self.assert_same(1, [b"shared.h:4:42: warning: ", b"shared.h:6:40: warning: ",
                             b"which may outlive 'One'", b"which may outlive 'Other'",
                             b"'Worker' may be running when its 'Pool' is destroyed"], [b"5 findings"])

    def test_with_failures(self):
        self.write({**FILES, **FAILING})
        self.assert_same(3, [b"shared.h:4:42: warning: ", b"shared.h:6:40: warning: ", b"broken.cpp:2:1: error: ",
                             b"'Worker' may be running when its 'Pool' is destroyed"],
                         [b"sc-lint: broken.cpp does not compile\n", b"sc-lint: crash.cpp crashed the analysis, ",
                          b"sc-lint: missing.cpp cannot be read", b"3 incomplete"])


if __name__ == "__main__":
    unittest.main()
