"""Whether what sc-lint costs grows as the number of units does, over made-up programs."""

import dataclasses
import os
import statistics
import tempfile
from pathlib import Path

import made_up
import process
import report

PROGRAMS = {"threads": made_up.threads, "no thread": made_up.plain}

# What is promised of so many units without a thread, when nothing has changed.
GOAL_UNITS, GOAL_S = 10_000, 5

COLUMNS = ("wall s", "user s", "units/s", "findings/s", "peak MiB", "parsed")


@dataclasses.dataclass
class Run:
    wall: float
    user: float
    peak: float  # MiB of the largest process.
    findings: int
    parsed: int


def main(options, sc_lint):
    print(f"input    made-up translation units, {options.rounds} rounds\n")
    print(f"{'':26}" + "".join(f"  {name:>22}" for name in COLUMNS[:-2]) + "".join(f"  {n:>8}" for n in COLUMNS[-2:]))
    measured = {}
    for units in options.units:
        for key, runs in measure(units, options.rounds, sc_lint).items():
            measured[(*key, units)] = runs
            print_line(*key, units, runs)
    print("\ncold: without results of earlier runs, and it keeps its own. warm: nothing has changed.\n")
    print_growth(measured, options.units)
    print_goal(measured)
    return 0


def measure(units, rounds, sc_lint):
    """{(program, cold or warm): [Run]}"""
    measured = {(program, state): [] for program in PROGRAMS for state in ("cold", "warm")}
    with tempfile.TemporaryDirectory(prefix="sc-lint-bench-") as name:
        for program, kind in PROGRAMS.items():
            folder = Path(name, program)
            folder.mkdir()
            made_up.write(folder, units, kind)
        for number in range(rounds):
            for program, state in measured:
                cache = Path(name, f"{program} {number}")
                measured[program, state].append(run(Path(name, program), cache, sc_lint))
    return measured


def run(folder, cache, sc_lint):
    command = [sc_lint, "-q", "--write-parsed=parsed.txt"]
    output, wall, usage = process.run(command, folder, env={**os.environ, "SC_LINT_CACHE_DIR": str(cache)})
    parsed = len((folder / "parsed.txt").read_text().splitlines())
    return Run(wall, usage.ru_utime, usage.ru_maxrss / 1024, output.count(" warning: "), parsed)


def print_line(program, state, units, runs):
    figures = ([r.wall for r in runs], [r.user for r in runs], [units / r.wall for r in runs],
               [r.findings / r.wall for r in runs])
    digits = (2, 2, 0, 1)
    cells = "".join(f"  {report.spread(each, d):>22}" for each, d in zip(figures, digits))
    print(f"{f'{units:,} {program}, {state}':26}{cells}  {max(r.peak for r in runs):>8.0f}  {runs[-1].parsed:>8}",
          flush=True)


def print_growth(measured, counts):
    """What a unit costs among many, against one among few."""
    for fewer, more in zip(counts, counts[1:]):
        for program, state in dict.fromkeys(key[:2] for key in measured):
            few, many = ([r.user / units for r in measured[program, state, units]] for units in (fewer, more))
            print(f"user s a unit, {more:,} against {fewer:,}: {program}, {state} "
                  f"{report.spread(report.ratios(many, few), 2)}")


def print_goal(measured):
    runs = measured.get(("no thread", "warm", GOAL_UNITS))
    if runs:
        wall = statistics.median(r.wall for r in runs)
        print(f"\n{GOAL_UNITS:,} units without a thread, warm: {wall:.2f} s, goal less than {GOAL_S} s: "
              f"{'met' if wall < GOAL_S else 'MISSED'}")
