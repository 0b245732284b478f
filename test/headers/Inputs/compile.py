"""Compiles each public header of the runtime by itself, and then a use of all.

usage: compile.py COMPILER FLAG...
"""

import pathlib
import subprocess
import sys

INCLUDE = pathlib.Path(__file__).resolve().parents[3] / "tool/runtime/include"
STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror", "-pthread"]
USE = """
#include <sc/sc.h>
#include <vector>
int main() {
  sc::group tasks(sc::limit{2});
  tasks.go([](sc::stop_token) {});
  sc::task<int> one = tasks.spawn([](int x) { return x; }, 1);
  tasks.wait();
  const std::vector<int> numbers = {1, 2};
  const std::vector<int> same = sc::map(numbers, [](int x) { return x; });
  sc::scope([](sc::group& inner) { inner.go_n(2, [](std::size_t) {}); });
  return one.get() + sc::any([] { return 1; }) - static_cast<int>(same.size());
}
"""

headers = sorted(INCLUDE.glob("sc/*.h"))
sources = [f"#include <sc/{header.name}>\n#include <sc/{header.name}>\n" for header in headers] + [USE]
failed = 0
for source in sources:
    done = subprocess.run([*sys.argv[1:], *STRICT, "-fsyntax-only", f"-I{INCLUDE}", "-xc++", "-"],
                          input=source, text=True, stderr=subprocess.PIPE)
    if done.returncode or done.stderr:
        failed += 1
        print(f"{' '.join(sys.argv[1:])}:\n{source}{done.stderr}")
sys.exit(bool(failed) or len(headers) < 5)
