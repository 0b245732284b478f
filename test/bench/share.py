"""What the checks cost, as a share of what it costs to build the syntax tree."""

import collections
import json
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import report

GOAL = 0.08
PREFIX = "time.clang-tidy."


def profile(folder):
    """({check: user CPU seconds}, {file: the same of all checks}) of what clang-tidy wrote there."""
    of_check, of_file = collections.Counter(), collections.Counter()
    for written in Path(folder).glob("*.json"):
        said = json.loads(written.read_text())
        for key, seconds in said["profile"].items():
            if key.startswith(PREFIX) and key.endswith(".user"):
                of_check[key[len(PREFIX):-len(".user")]] += seconds
                of_file[said["file"]] += seconds
    return of_check, of_file


def measure(units, rounds, clang_tidy, syntax_only, run):
    """Rounds of ({check: s}, {file: s}, s for the trees); `clang_tidy` makes a command of a unit and options."""
    results = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            more = ("--enable-check-profile", f"--store-check-profile={folder}")
            run([clang_tidy(unit, *more) for unit in units])
            of_check, of_file = profile(folder)
        if not of_check:
            sys.exit("scripts/bench: clang-tidy wrote no profile")
        _, trees, *_ = run([syntax_only(unit) for unit in units])
        results.append((of_check, of_file, trees))
    return results


def print_table(results):
    checks = sorted({check for of_check, _, _ in results for check in of_check},
                    key=lambda check: -statistics.median(r[0][check] for r in results))
    width = max(map(len, [*checks, "all together"]))
    print(f"\n{'':{width}}  {'user s':>22}  {'of the trees, %':>22}")
    for check in checks:
        print_line(check, width, [(of_check[check], trees) for of_check, _, trees in results])
    shares = print_line("all together", width, [(sum(r[0].values()), r[2]) for r in results])
    verdict = "met" if statistics.median(shares) <= GOAL else "MISSED"
    print(f"\nThe trees: clang++ -fsyntax-only. Who asks the model first pays for it. Goal: {GOAL:.0%}, {verdict}")


def print_line(name, width, seconds):
    shares = report.ratios(*zip(*seconds))
    print(f"{name:{width}}  {report.spread([s for s, _ in seconds], 3):>22}  "
          f"{report.spread([100 * share for share in shares], 2):>22}")
    return shares


def print_editor(clangd, build_dir, results):
    """What clangd itself says of the file that costs the checks most."""
    file = max(results[-1][1].items(), key=lambda item: item[1])[0]
    print(f"\nsc-clangd --check-tidy-time on {Path(file).name}, each check against none:")
    done = subprocess.run(
        [clangd, f"--check={file}", "--check-tidy-time=structured-*", "--check-completion=false",
         "--check-locations=false", f"--compile-commands-dir={build_dir}"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
    said = re.findall(r"\]\s+(structured-\S+ = .*)$", done.stderr, re.M)
    if not said:
        sys.exit(f"scripts/bench: sc-clangd says no times; it ended with {done.returncode}\n{done.stderr[-1000:]}")
    for line in said:
        print(f"  {line}")
