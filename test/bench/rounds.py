"""Variants that take turns in each round. A variant is a name and its commands: (arguments, directory), or
a function that gives that."""

import sys
from typing import NamedTuple

import process
import report


class Figures(NamedTuple):
    """What a variant took, in each round."""
    wall: list  # Seconds.
    user: list
    peak: list  # MiB of the largest process.
    output: list


def measure(variants, rounds, before):
    """{variant: Figures}. What is to run `before` warms the disk's cache."""
    run(before)
    results = {name: Figures([], [], [], []) for name, _ in variants}
    for number in range(rounds):
        for name, commands in variants:
            progress(f"round {number + 1} of {rounds}: {name}")
            for kept, figure in zip(results[name], run(commands)):
                kept.append(figure)
    progress("")
    return results


def progress(text):
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def run(commands):
    """(wall seconds, user seconds, MiB of the largest process, stdout)"""
    wall = user = peak = 0.0
    output = []
    for command in commands:
        arguments, directory = command() if callable(command) else command
        printed, seconds, usage = process.run(arguments, directory)
        wall += seconds
        user += usage.ru_utime
        peak = max(peak, usage.ru_maxrss / 1024)
        output.append(printed)
    return wall, user, peak, "".join(output)


def together(many):
    """{variant: Figures} of several code bases, `many` of that: sums, and the largest process of any. A
    variant that one of them lacks is left out, as its sum would be of other code bases than the rest."""
    result = {}
    for name in (name for name in many[0] if all(name in results for results in many)):
        each = [results[name] for results in many]
        walls, users, peaks, outputs = ([getattr(one, field) for one in each] for field in Figures._fields)
        result[name] = Figures(added(sum, walls), added(sum, users), added(max, peaks), added("".join, outputs))
    return result


def added(how, lists):
    """Round by round."""
    return [how(values) for values in zip(*lists)]


def print_table(results):
    first = next(iter(results.values()))
    width = max(map(len, results))
    print(f"\n{'':{width}}  {'wall s':>22}  {'user s':>22}  {'peak MiB':>8}  {'wall':>18}  {'user':>18}")
    for name, taken in results.items():
        line = f"{name:{width}}  {report.spread(taken.wall, 2):>22}  {report.spread(taken.user, 2):>22}" \
               f"  {max(taken.peak):>8.0f}"
        if taken is not first:
            for ours, other in ((first.wall, taken.wall), (first.user, taken.user)):
                line += f"  {report.spread(report.ratios(ours, other), 3):>18}"
        print(line)
    print(f"\nThe last two columns: {next(iter(results))} divided by the variant of that line.")
