"""sc-lint over whole code bases, against run-clang-tidy with the plugin, and the compiler's front end alone."""

import itertools
import json
import os
import re
import tempfile
from pathlib import Path

import commands
import goals
import rounds


def main(options):
    measured = []
    for build_dir in options.build_dirs:
        with tempfile.TemporaryDirectory(prefix="sc-lint-bench-") as folder:
            measured.append((name_of(build_dir, options.build_dirs),
                             measure(CodeBase(build_dir, options.j, folder), options)))
    if len(measured) > 1:
        goals.print_totals(measured)
    return 0


def name_of(build_dir, all_of_them):
    """Its own name, if it is the only one of that."""
    names = [each.resolve().name for each in all_of_them]
    return build_dir.resolve().name if names.count(build_dir.resolve().name) == 1 else str(build_dir)


def measure(base, options):
    """{variant: rounds.Figures}; says what they are."""
    print(f"\ninput    {base.build_dir.name}, {len(base.entries)} translation units, {options.rounds} rounds")
    base.find_parsed()
    results = rounds.measure(list(variants(base, options.quick)), options.rounds,
                             [commands.clang_tidy(base.build_dir, base.entries[0], *commands.OURS),
                              commands.syntax_only(base.entries[0])])
    rounds.print_table(results)
    goals.print_ceiling(results)
    compare_findings({name: figures.output[-1] for name, figures in results.items() if "syntax" not in name},
                     base.directory)
    return results


class CodeBase:
    """A compile database, and what sc-lint keeps of the results in a folder of its own."""

    def __init__(self, build_dir, jobs, folder):
        self.build_dir, self.folder = build_dir.resolve(), Path(folder)
        self.entries = commands.entries(build_dir)
        self.directory = self.entries[0]["directory"]
        self.parallel = ["-j", str(jobs)]
        self.parsed = []

    def lint(self, *more, database=None, cache=""):
        return ["env", f"SC_LINT_CACHE_DIR={cache}", commands.SC_LINT, "-p", str(database or self.build_dir),
                *self.parallel, "--no-whole-program", "--allow-incomplete", *commands.COMMON, *more], self.directory

    def find_parsed(self):
        """Finds the units that a cold run parses, by one that fills the cache."""
        listed = self.folder / "parsed.txt"
        rounds.run([self.lint(f"--write-parsed={listed}", cache=self.folder)])
        lines = listed.read_text().splitlines()
        files = {os.path.realpath(os.path.join(self.directory, line)) for line in lines}
        self.parsed = [entry for entry in self.entries if os.path.realpath(commands.source(entry)) in files]
        print(f"parsed   {len(lines)} by a cold run, of {len(files)} files")
        if len(self.parsed) != len(lines):
            # Which of a file's entries it was is not said.
            print(f"         measured as {len(self.parsed)}, all entries of these files")

    def parsed_files(self):
        return list(dict.fromkeys(str(commands.source(entry)) for entry in self.parsed))


def variants(base, quick):
    changed = ChangedUnit(base)
    yield goals.COLD, [base.lint()]
    if not quick:
        yield "sc-lint, all parsed", [base.lint("--no-prefilter")]
        yield "sc-lint, all bodies", [base.lint("--no-prefilter", "--all-bodies")]
    if base.parsed:
        yield goals.PARSED, [base.lint("--no-prefilter", *base.parsed_files())]
    yield goals.WARM, [base.lint(cache=base.folder)]
    yield goals.CHANGED, [lambda: base.lint(database=changed.next_database(), cache=base.folder)]
    yield goals.TIDY, [(["run-clang-tidy-22", "-quiet", "-p", str(base.build_dir), *base.parallel,
                         "-clang-tidy-binary", "/usr/bin/clang-tidy-22", "-load", str(commands.PLUGIN),
                         "-checks=-*,structured-*", "-config={}", "-header-filter=.*"], base.directory)]
    if base.parsed:
        yield goals.SYNTAX, [commands.syntax_only(unit) for unit in base.parsed]
    if not quick:
        yield "clang++ -fsyntax-only, -j 1", [commands.syntax_only(unit) for unit in base.entries]


class ChangedUnit:
    """The database with one entry that is other than before each time it is asked for: what a
    change of its source costs, without one. It is the first that spells a thread, since such
    a unit has to be parsed."""

    def __init__(self, base):
        self.entries = json.loads((base.build_dir / "compile_commands.json").read_text())
        self.unit = next((e for e in self.entries if self.spells_thread(e)), self.entries[0])
        self.folder, self.numbers = base.folder, itertools.count(1)
        self.command = {key: self.unit[key] for key in ("arguments", "command") if key in self.unit}

    @staticmethod
    def spells_thread(entry):
        source = commands.source(entry)
        return source.is_file() and "std::thread" in source.read_text(errors="replace")

    def next_database(self):
        change = f"-DSC_BENCH_CHANGE={next(self.numbers)}"
        for key, value in self.command.items():
            self.unit[key] = value + ([change] if key == "arguments" else f" {change}")
        (self.folder / "compile_commands.json").write_text(json.dumps(self.entries))
        return str(self.folder)


def compare_findings(outputs, directory):
    """Notes are compared too; findings are what is counted."""
    lines = {name: reported_lines(output, directory) for name, output in outputs.items()}
    count = {name: sum(": note: " not in line for line in found) for name, found in lines.items()}
    *all_ours, (theirs, right) = lines.items()
    for ours, left in all_ours:
        verdict = "identical" if left == right else "DIFFERENT"
        print(f"findings: {ours} {count[ours]}, {theirs} {count[theirs]}, {verdict}")
        for name, only in ((ours, left - right), (theirs, right - left)):
            for line in sorted(only):
                print(f"only {name}: {line}")


def reported_lines(output, directory):
    """A set, because a header's finding is printed once for each translation unit."""
    pattern = re.compile(r"^(/?[^:\n]+)(:\d+:\d+: (?:warning|error|note): .*)$", re.M)
    return {os.path.normpath(os.path.join(directory, file)) + rest for file, rest in pattern.findall(output)}
