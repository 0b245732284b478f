#!/usr/bin/env python3
"""Writes into the guide's pages what their blocks of code and of runs name.

usage: test/guide/fill.py --build-dir DIR

Exit code: 0, or 1 if a block names nothing.
"""

import argparse
import pathlib
import re
import sys

sys.dont_write_bytecode = True

import guide  # noqa: E402


def filled(info, content, lint_program):
    """What a block holds when it is up to date; None if it names nothing."""
    if info.startswith("cpp"):
        return guide.shown_code(info)
    if info == "console":
        command, _, _ = content.partition("\n")
        below = guide.shown_run(command, lint_program)
        return None if below is None else f"{command}\n{below}"
    return content


def main():
    parser = argparse.ArgumentParser(description="Writes into the guide's pages what their blocks name.")
    parser.add_argument("--build-dir", required=True, type=pathlib.Path, help="a build; its sc-lint is run")
    args = parser.parse_args()
    lint_program = args.build_dir.resolve() / "bin" / "sc-lint"
    failed = 0
    for page in guide.pages():
        text, end, parts = page.read_text(), 0, []
        for found in re.finditer(guide.BLOCK, text):
            content = filled(found.group(1), found.group(2), lint_program)
            if content is None:
                failed = 1
                print(f"{page.name}: no such file, region or run: {found.group().splitlines()[0:2]}", file=sys.stderr)
            parts += [text[end:found.start(2)], found.group(2) if content is None else content]
            end = found.end(2)
        new = "".join([*parts, text[end:]])
        if new != text:
            page.write_text(new)
            print(f"{page.name}: written")
    return failed


if __name__ == "__main__":
    sys.exit(main())
