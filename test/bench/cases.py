"""What the runtime promises to cost, against whom, and whether it does.

A benchmark's name is PROGRAM/WHAT/WHO, or PROGRAM/WHO/HOW-MANY; those of errgroup are
in a program of their own. After a colon stands the counter that is meant, where it is
not the time.
"""

import dataclasses
import math

import report


@dataclasses.dataclass(frozen=True)
class Case:
    """Two benchmarks that are compared, or one that stands for itself."""
    ours: str
    peer: str = ""
    theirs: str = ""
    # Of the ratio, or of the figure where there is no peer. Infinite: it only has to end.
    at_most: float | None = None
    tasks: int = 1  # What a time is divided by.

    def __str__(self):
        return f"{self.ours} {self.peer}".rstrip()

    def benchmarks(self):
        return {name.partition(":")[0] for name in (self.ours, self.theirs) if name}

    def target(self):
        if self.at_most is None:
            return "reported"
        if self.at_most == math.inf:
            return "it ends"
        return f"≤ {self.at_most:.2f}" if self.theirs else f"{self.at_most:g}"


def cases():
    yield from thread_cases()
    for count in (1000, 10_000, 100_000, 1_000_000):
        yield from fan_out_cases(count)
    yield from pool_cases()
    yield from blocking_cases()
    yield from stop_cases()
    for compiler in ("g++", "clang++"):
        yield Case(f"compile/{compiler}", "four std headers", f"compile/{compiler}/std", 1.3)


def thread_cases():
    for count in (1, 1000):
        yield Case(f"start_join/own_thread/{count}", "std::thread", f"start_join/std_thread/{count}", 1.10, count)
    yield Case("start_join/own_thread/1000", "std::async", "start_join/std_async/1000", tasks=1000)
    yield Case("start_join/cached_thread/1", "std::thread", "start_join/std_thread/1")
    yield Case("start_join/cached_thread/1000", "std::thread", "start_join/std_thread/1000", 0.20, 1000)
    yield Case("start_join/cached_thread/1000", "std::async", "start_join/std_async/1000", tasks=1000)


def fan_out_cases(count):
    for peer, variant, at_most in (("oneTBB", "tbb", 1.0), ("Go errgroup", "errgroup", 0.20),
                                   ("Boost.Asio", "asio", None), ("Taskflow", "taskflow", None)):
        yield Case(f"fan_out/go/{count}", peer, f"fan_out/{variant}/{count}", at_most, count)


def pool_cases():
    million = 1_000_000
    yield Case("fan_out/go_n/1000000", "oneTBB", "fan_out/tbb/1000000", 0.10, million)
    yield Case("fan_out/go_n/1000000", "oneTBB parallel_for", "fan_out/tbb_parallel_for/1000000", tasks=million)
    for length in (100, 1000, 10_000):
        yield Case(f"fan_out/busy/sc/{length}", "oneTBB", f"fan_out/busy/tbb/{length}", tasks=1000)
    nodes = 1_346_268  # Of fib(30), each with a group: all but those where n < 2.
    yield Case("fork_join/two_tasks/sc", "oneTBB", "fork_join/two_tasks/tbb", 1.0, nodes)
    yield Case("fork_join/task_and_call/sc", "oneTBB", "fork_join/task_and_call/tbb", tasks=nodes)
    yield Case("small_group/sc", "oneTBB", "small_group/tbb", 1.2)
    yield Case("allocations/88_bytes:allocations", at_most=0)


def blocking_cases():
    for what in ("pipe", "barrier"):
        for policy in ("own_thread", "cached_thread"):
            yield Case(f"blocking/{what}/{policy}", "std::thread", f"blocking/{what}/std_thread", math.inf)


def stop_cases():
    for how in ("polling", "sleeping", "receiving"):
        for part in ("p50", "p99"):
            if how == "sleeping":  # Go's sleep does not listen to a context.
                yield Case(f"stop_latency/{how}/sc:{part}")
            else:
                yield Case(f"stop_latency/{how}/sc:{part}", "Go errgroup", f"stop_latency/{how}/errgroup:{part}")


def print_table(chosen, measured, failed):
    """What each benchmark gave in each round, and the benchmarks that should have given something."""
    rows = [("case", "ours", "peer", "theirs", "ratio", "CPU ratio", "target", "verdict")]
    rows += [row(case, measured, failed) for case in chosen]
    widths = [max(map(len, column)) for column in zip(*rows)]
    for cells in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(cells, widths)).rstrip())


def row(case, measured, failed):
    ours, theirs = measured.get(case.ours, []), measured.get(case.theirs, [])
    compared = report.ratios(ours, theirs)
    of_cpu = report.ratios(measured.get(f"{case.ours}:cpu", []), measured.get(f"{case.theirs}:cpu", []))
    return (case.ours, figure(case, case.ours, ours), case.peer or "–", figure(case, case.theirs, theirs),
            spread(compared), spread(of_cpu), case.target(), verdict(case, ours, compared, failed))


def spread(numbers):
    return report.spread(numbers, 2) if numbers else "–"


def verdict(case, ours, compared, failed):
    if case.ours.partition(":")[0] in failed:
        return "failed"
    judged = ours if case.at_most == math.inf or not case.theirs else compared
    if not judged:
        return "not measured"
    if case.at_most is None:
        return "–"
    return "met" if report.figure_of(case.ours, judged) <= case.at_most else "missed"


def figure(case, name, values):
    if not values:
        return "–"
    middle = report.figure_of(name, values) / (1 if ":" in name else case.tasks)
    if name.endswith(":allocations"):
        return f"{middle:g}"
    for unit, factor in (("ns", 1), ("µs", 1e3), ("ms", 1e6), ("s", 1e9)):
        if middle < 1000 * factor or unit == "s":
            return f"{middle / factor:.3g} {unit}"
