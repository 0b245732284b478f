"""What a run in steps costs, over a made-up program of many units: the files between the steps, the
merge, and the graph for Ninja.

Each unit has a class with a thread, which the next unit joins; every hundredth is not joined. So
many functions call each other beside that.
"""

import json
import os
import re
import tempfile
from pathlib import Path

import process

ROOT = Path(__file__).resolve().parent.parent.parent
MOCK = ROOT / "test/mock"
FUNCTIONS = 20
SHARES = 10

HEADER = """#pragma once
#include <thread>
struct C{0} {{
  void start();
  void stop();
  ~C{0}();
  std::thread Worker;
}};
"""


def source(number, units):
    previous = (number - 1) % units
    text = f'#include "c{number}.h"\n#include "c{previous}.h"\n'
    text += f"void C{number}::start() {{ Worker = std::thread([] {{}}); }}\n"
    text += f"C{number}::~C{number}() {{ stop(); }}\n"
    join = "" if previous % 100 == 0 else " if (Worker.joinable()) Worker.join(); "
    text += f"void C{previous}::stop() {{{join}}}\n"
    for index in range(FUNCTIONS):
        callee = f"f{number}_{index - 1}(Of);" if index else "Of.stop();"
        text += f"void f{number}_{index}(C{number} &Of) {{ {callee} }}\n"
    return text


def write_program(folder, units):
    entries = []
    for number in range(units):
        (folder / f"c{number}.h").write_text(HEADER.format(number))
        (folder / f"c{number}.cpp").write_text(source(number, units))
        entries.append({"directory": str(folder), "file": f"c{number}.cpp", "arguments": [
            "clang++", "-std=c++17", "-nostdinc++", "-isystem", str(MOCK), "-c", f"c{number}.cpp"]})
    (folder / "compile_commands.json").write_text(json.dumps(entries))
    (folder / ".git").mkdir()


def run(name, folder, *command):
    """Runs it, and prints what it took. What it printed."""
    output, wall, usage = process.run(command, folder, env={**os.environ, "SC_LINT_CACHE_DIR": ""})
    print(f"{name:32}  {wall:8.2f} s  {usage.ru_utime + usage.ru_stime:8.2f} s CPU"
          f"  {usage.ru_maxrss / 1024:8.0f} MiB")
    return output


def main(options, sc_lint):
    with tempfile.TemporaryDirectory(prefix="sc-lint-bench-") as name:
        folder = Path(name)
        write_program(folder, options.units)
        print(f"input    {options.units} made-up translation units\n")
        for share in range(1, SHARES + 1):
            run(f"unit, share {share} of {SHARES}", folder, sc_lint, "unit", "-q", "--shard", f"{share}/{SHARES}",
                "-o", f"{share}.sclint")
        size = sum((folder / f"{share}.sclint").stat().st_size for share in range(1, SHARES + 1))
        merged = run("merge", folder, sc_lint, "merge", "-q", ".")
        if options.ninja:
            graph = [sc_lint, "graph", "--ninja", "-o", "lint/build.ninja", "-q", "--exit-zero"]
            run("graph", folder, *graph)
            run("graph, nothing changed", folder, *graph)
            run("ninja", folder, "ninja", "-C", "lint", "--quiet")
            run("ninja, nothing changed", folder, "ninja", "-C", "lint", "--quiet")
        if not options.quick:
            plain = run("one plain run", folder, sc_lint, "-q")
            print("one plain run prints", "the same" if plain == merged else "SOMETHING ELSE")
        print(f"\nfindings {len(re.findall(' warning: ', merged))}, "
              f"files of all shares {size / 2**20:.2f} MiB, {size / options.units:.0f} bytes a unit")
    return 0
