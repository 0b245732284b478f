#!/usr/bin/env python3
"""Compares what programs do before and after sc-lint --fix=review.

usage: test/behaviour/run.py --build-dir DIR [NAME... | --table | --write]

Without options, runs the programs, or those that are named, and prints a line for each.
With --table, measures the handler and prints the table; with --write, writes that and the
code into docs/handler.md.

Exit code: 0, 1 if a program does not do what it says, 2 if something could not be measured.
"""

import argparse
import pathlib
import sys

sys.dont_write_bytecode = True

import handler  # noqa: E402
import programs  # noqa: E402


def run_programs(names, lint_program):
    failed = 0
    for source in programs.programs():
        if names and source.stem not in names:
            continue
        problems = programs.problems(source, lint_program)
        failed |= bool(problems)
        print("\n".join([f"{'failed' if problems else 'passed'}: {source.stem}", *problems]), flush=True)
    return int(failed)


def measure(build_dir, write):
    with handler.versions(build_dir) as of:
        if write:
            handler.PAGE.write_text(handler.filled(handler.PAGE.read_text(), of))
        else:
            print(handler.table(of), end="")


def main():
    parser = argparse.ArgumentParser(description="Compares what programs do before and after sc-lint --fix=review.")
    parser.add_argument("--build-dir", required=True, type=pathlib.Path, help="a build; its sc-lint is run")
    parser.add_argument("--table", action="store_true", help="print the table of the handler")
    parser.add_argument("--write", action="store_true", help="write it, and the code, into docs/handler.md")
    parser.add_argument("names", nargs="*", metavar="NAME", help="a program, such as row_sums")
    args = parser.parse_args()
    if args.names and (args.table or args.write):
        parser.error("--table and --write are about the handler, and take no NAME")
    if unknown := set(args.names) - {source.stem for source in programs.programs()}:
        parser.error(f"there is no program {sorted(unknown)[0]}")
    build_dir = args.build_dir.resolve()
    if args.table or args.write:
        try:
            measure(build_dir, args.write)
        except RuntimeError as error:
            print(f"run.py: {error}", file=sys.stderr)
            return 2
        return 0
    return run_programs(args.names, build_dir / "bin" / "sc-lint")


if __name__ == "__main__":
    sys.exit(main())
