#!/usr/bin/env python3
"""Checks the house rules.

usage: test/meta/run.py --build-dir DIR [--repo DIR] [--rule NAME]... [--skip NAME]...

One line for each rule. Exit code: 0 if all of them hold, 1 if not, 2 for a
usage error.
"""

import argparse
import pathlib
import sys
import traceback

sys.dont_write_bytecode = True

import code_rules  # noqa: E402
import page_rules  # noqa: E402
import scaffold_rule  # noqa: E402
from repository import Repository, findings  # noqa: E402

RULES = {rule.__name__: rule for rule in code_rules.RULES + page_rules.RULES + scaffold_rule.RULES}


def main():
    here = pathlib.Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description="Checks the house rules.")
    parser.add_argument("--build-dir", required=True, help="a build; its programs are run")
    parser.add_argument("--repo", default=here.parent.parent, help="the sources; default: this checkout")
    parser.add_argument("--rule", action="append", choices=RULES, metavar="NAME", help="only this rule")
    parser.add_argument("--skip", action="append", choices=RULES, default=[], metavar="NAME", help="not this rule")
    parser.add_argument("--only", metavar="CHECK", help="run the examples of this check only")
    parser.add_argument("--list", action="store_true", help="list the rules")
    args = parser.parse_args()
    repo = Repository(args.repo, args.build_dir, only=args.only)
    failed = 0
    for name in args.rule or [name for name in RULES if name not in args.skip]:
        summary = RULES[name].__doc__.split("\n")[0]
        if args.list:
            print(f"{name:12} {summary}")
            continue
        try:
            problems, notes = findings(RULES[name], repo)
        except Exception:
            problems, notes = [traceback.format_exc()], []
        failed += bool(problems)
        print(f"{'FAIL' if problems else 'ok  '} {name:12} {summary}", flush=True)
        for text in problems:
            print("     " + text.replace("\n", "\n     "))
        for note in notes:
            print(f"     note: {note}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
