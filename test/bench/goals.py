"""What the speed of sc-lint over whole code bases is held against, and whether it is met."""

import dataclasses
import statistics

import report
import rounds

COLD, WARM, CHANGED = "sc-lint, cold", "sc-lint, warm", "sc-lint, one changed"
TIDY = "run-clang-tidy"
# Of the units that a cold run parses, and of no others.
PARSED = "sc-lint, parsed only"
SYNTAX = "clang++ -fsyntax-only, parsed only, -j 1"

OF_A_PARSE = 0.85


@dataclasses.dataclass(frozen=True)
class Ratio:
    """Of what two variants took."""
    name: str
    above: str
    below: str
    figure: str  # The field of rounds.Figures.
    factor: float = 1.0

    def of(self, results):
        """One for each round; none if one of the variants was not measured."""
        if not {self.above, self.below} <= results.keys():
            return []
        both = (getattr(results[name], self.figure) for name in (self.above, self.below))
        return [self.factor * value for value in report.ratios(*both)]


def faster(variant, figure):
    return Ratio(f"{variant.removeprefix('sc-lint, ')}, {figure}", TIDY, variant, figure)


COLD_WALL, WARM_WALL, CHANGED_WALL = (faster(variant, "wall") for variant in (COLD, WARM, CHANGED))
OF_CEILING = Ratio("cold / ceiling", COLD, SYNTAX, "user", 1 / OF_A_PARSE)
OF_SYNTAX = Ratio("parsed only / syntax", PARSED, SYNTAX, "user")
MEMORY = Ratio("memory", COLD, TIDY, "peak")
COLUMNS = (COLD_WALL, faster(COLD, "user"), WARM_WALL, CHANGED_WALL, OF_CEILING, OF_SYNTAX, MEMORY)


@dataclasses.dataclass(frozen=True)
class Goal:
    text: str
    ratio: Ratio
    at_least: float = 0.0
    at_most: float = float("inf")
    in_total: bool = False  # Else on each code base.

    def missed(self, cases):
        """The names of those of `cases`, (name, {variant: rounds.Figures}), that do not reach it."""
        return [name for name, value in self.values(cases) if not self.at_least <= value <= self.at_most]

    def values(self, cases):
        """What was measured: [(name, median)]"""
        each = ((name, self.ratio.of(results)) for name, results in cases)
        return [(name, statistics.median(values)) for name, values in each if values]


GOALS = (
    Goal("in total, cold: at least 3 x as fast", COLD_WALL, at_least=3, in_total=True),
    Goal("on each, cold: never slower", COLD_WALL, at_least=1),
    Goal("on each, cold: at least 8 x as fast, no promise", COLD_WALL, at_least=8),
    Goal("on each, warm: at least 50 x as fast", WARM_WALL, at_least=50),
    Goal("on each, one changed: at least 20 x as fast", CHANGED_WALL, at_least=20),
    Goal("on each, cold: no more memory than clang-tidy", MEMORY, at_most=1),
    Goal("on each, cold: at most 1.15 x the ceiling", OF_CEILING, at_most=1.15),
    Goal(f"on each: a parse at most {OF_A_PARSE} x -fsyntax-only", OF_SYNTAX, at_most=OF_A_PARSE),
)


def print_ceiling(results):
    """What a cold run is held against: the least that its parses cost."""
    if SYNTAX not in results:
        print("No unit has to be parsed, so that there is no ceiling.\n")
        return
    ceiling = [OF_A_PARSE * seconds for seconds in results[SYNTAX].user]
    print(f"The ceiling: {OF_A_PARSE} x -fsyntax-only of what a cold run parses, "
          f"{report.spread(ceiling, 2)} s of user time.\n")
    for goal in GOALS:
        if goal.ratio in (OF_CEILING, OF_SYNTAX):
            values = goal.ratio.of(results)
            print(f"{goal.ratio.name:20}  {report.spread(values, 2):>18}  goal at most {goal.at_most:.2f}: "
                  f"{verdict(goal.missed([('', results)]))}")
    print()


def print_totals(measured):
    """`measured`: (name of the code base, {variant: rounds.Figures}), of each."""
    total = ("in total", rounds.together([results for _, results in measured]))
    print("\nin total")
    rounds.print_table(total[1])
    print_ratios([*measured, total])
    print(f"\nThe first four columns: {TIDY} divided by sc-lint. The others: sc-lint divided by -fsyntax-only of what\n"
          f"a cold run parses, or by its ceiling, in user time; its largest process divided by that of {TIDY}.\n")
    print_goals(measured, [total])


def print_ratios(cases):
    width = max(len(name) for name, _ in cases)
    print(f"\n{'':{width}}" + "".join(f"  {ratio.name:>22}" for ratio in COLUMNS))
    for name, results in cases:
        cells = (ratio.of(results) for ratio in COLUMNS)
        print(f"{name:{width}}" + "".join(f"  {report.spread(cell, 2) if cell else '–':>22}" for cell in cells))


def print_goals(each, total):
    """The worst of what each goal is about."""
    width = max(len(goal.text) for goal in GOALS)
    for goal in GOALS:
        cases = total if goal.in_total else each
        figures = [value for _, value in goal.values(cases)]
        if figures:
            worst = min(figures) if goal.at_least else max(figures)
            print(f"{goal.text:{width}}  {worst:>8.2f}  {verdict(goal.missed(cases))}")


def verdict(missed):
    """Of the names of those that missed it."""
    return f"MISSED {', '.join(missed)}".rstrip() if missed else "met"
