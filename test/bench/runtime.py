"""Measures the runtime against its peers, and says which goals are met."""

import re
import sys

import cases
import compile_time
import peers
import programs
import report

COMPILE = "compile"  # What programs.program_of says of a case of compile_time.


def main(options):
    chosen = matching(options.filter)
    peers.BUILD.mkdir(parents=True, exist_ok=True)
    libraries, missing = peers.find()
    wanted = benchmarks_by_program(chosen, missing)
    programs.build(wanted.keys() - {COMPILE}, libraries)
    rounds, repetitions, seconds, compilations = (3, 1, 0.02, 3) if options.quick else (5, 3, 0.05, 7)
    report.describe()
    print(f"threads  {programs.THREADS} of each pool, who waits included")
    print(f"input    {rounds} rounds of {repetitions} repetitions; {compilations} compilations")
    for name in missing:
        print(f"missing  {name}: not measured")
    measured, failures = measure(wanted, rounds, repetitions, seconds, compilations)
    failed = {benchmark for program in failures for benchmark in wanted[program]}
    print()
    cases.print_table(chosen, measured, failed)
    print("""
ours, theirs: median on the clock, for one task where there are many. ratio: median of the
rounds' ratios, lowest and highest. CPU ratio: the same of the CPU time of all threads, which
says more than the clock on a machine that does other work too.""")
    for program, why in failures.items():
        print(f"{program} failed: {why}")
    return 1 if failures else 0


def matching(pattern):
    chosen = [case for case in cases.cases() if re.search(pattern, str(case))]
    if not chosen:
        known = "\n  ".join(dict.fromkeys(case.ours for case in cases.cases()))
        print(f"scripts/bench: no case matches '{pattern}'; there are\n  {known}", file=sys.stderr)
        sys.exit(2)
    return chosen


def benchmarks_by_program(chosen, missing):
    wanted = {}
    for case in chosen:
        for benchmark in case.benchmarks():
            wanted.setdefault(programs.program_of(benchmark), set()).add(benchmark)
    if "Go errgroup" in missing:
        wanted.pop(programs.ERRGROUP, None)
    return wanted


def measure(wanted, rounds, repetitions, seconds, compilations):
    """The programs take turns: ({benchmark: [figure of each round]}, {program: why it failed})"""
    measured, failures = {}, {}
    for number in range(max(rounds, compilations)):
        for program in sorted(wanted):
            if program in failures or number >= (compilations if program == COMPILE else rounds):
                continue
            progress(f"round {number + 1}: {program}")
            try:
                if program == COMPILE:
                    figures = compile_time.one_round(wanted[program])
                else:
                    figures = programs.run(program, wanted[program], repetitions, seconds)
            except programs.RunFailed as error:
                failures[program] = error
                continue
            for name, figure in figures.items():
                measured.setdefault(name, []).append(figure)
    progress("")
    return measured, failures


def progress(text):
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
