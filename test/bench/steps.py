"""What a run in steps costs, over a made-up program of many units: the files between the steps, the
merge, and the graph for Ninja.
"""

import os
import re
import tempfile
from pathlib import Path

import made_up
import process

SHARES = 10


def run(name, folder, *command):
    """Runs it, and prints what it took. What it printed."""
    output, wall, usage = process.run(command, folder, env={**os.environ, "SC_LINT_CACHE_DIR": ""})
    print(f"{name:32}  {wall:8.2f} s  {usage.ru_utime + usage.ru_stime:8.2f} s CPU"
          f"  {usage.ru_maxrss / 1024:8.0f} MiB")
    return output


def main(options, sc_lint):
    with tempfile.TemporaryDirectory(prefix="sc-lint-bench-") as name:
        folder = Path(name)
        made_up.write(folder, options.units)
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
