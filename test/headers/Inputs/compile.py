"""Compiles each public header of the runtime by itself, and then a use of all, which is
optimised too: some warnings are given only then.

usage: compile.py COMPILER FLAG...
"""

import pathlib
import subprocess
import sys

INCLUDE = pathlib.Path(__file__).resolve().parents[3] / "tool/runtime/include"
STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror", "-pthread"]
USE = """
#include <sc/sc.h>
#include <cstdio>
#include <vector>
int use_groups() {
  sc::group tasks(sc::limit{2});
  tasks.go([](sc::stop_token) {});
  if (!tasks.try_go([] {})) tasks.go_blocking([] {});
  sc::task<int> one = tasks.spawn([](int x) { return x; }, 1);
  tasks.wait();
  const std::vector<int> numbers = {1, 2};
  const std::vector<int> same = sc::map(numbers, [](int x) { return x; });
  sc::scope(sc::cpu, [](sc::group& inner) { inner.go_n(2, [](std::size_t) {}); });
  auto [left, right] = sc::join([] { return 1; }, [] { return 2; });
  return one.get() + left + right + sc::any([] { return 1; }) - static_cast<int>(same.size());
}
int use_others() {
  auto [out, in] = sc::channel<int>(1);
  sc::daemon source;
  source.start([out = std::move(out)](sc::stop_token stop, sc::ready<>& up) {
    up();
    while (out.send(1, stop)) {
    }
  });
  sc::detached("says that it runs", [] { std::puts("runs"); });
  return in.receive().value_or(0) + static_cast<int>(sc::stats().running);
}
int main() { return use_groups() + use_others(); }
"""

headers = sorted(INCLUDE.glob("sc/*.h"))
sources = [(f"#include <sc/{header.name}>\n#include <sc/{header.name}>\n", ["-fsyntax-only"])
           for header in headers]
sources += [(USE, [level, "-S", "-o", "/dev/null"]) for level in ("-O0", "-O2")]
failed = 0
for source, how in sources:
    done = subprocess.run([*sys.argv[1:], *STRICT, *how, f"-I{INCLUDE}", "-xc++", "-"],
                          input=source, text=True, stderr=subprocess.PIPE)
    if done.returncode or done.stderr:
        failed += 1
        print(f"{' '.join(sys.argv[1:])}:\n{source}{done.stderr}")
sys.exit(bool(failed) or len(headers) < 5)
