"""What is run over a code base: the commands, and the compile database that they are made of.

A command is (arguments, directory), a unit an entry of the database.
"""

import json
import shlex
import sys
from pathlib import Path

import report

PLUGIN = report.ROOT / "build/lib/libStructuredTidy.so"
SC_LINT = report.ROOT / "build/bin/sc-lint"
SC_CLANGD = report.ROOT / "build/bin/sc-clangd"

# What a user's .clang-tidy says must not make a difference.
COMMON = ["--config={}", "--header-filter=.*"]

OURS = (f"--load={PLUGIN}", "--checks=-*,structured-*")


def entries(build_dir):
    """All of the compilation database, each once."""
    database = build_dir / "compile_commands.json"
    try:
        found = json.loads(database.read_text())
    except (OSError, ValueError) as error:
        sys.exit(f"scripts/bench: {database}: {error}")
    if not found:
        sys.exit(f"scripts/bench: {database} has no entries")
    return list({(source(entry), *words(entry)): entry for entry in found}.values())


def translation_units(build_dir):
    """The entries of the compilation database, one for each file."""
    return list({source(entry): entry for entry in entries(build_dir)}.values())


def source(unit):
    return Path(unit["directory"], unit["file"])


def words(unit):
    return unit.get("arguments") or shlex.split(unit["command"])


def clang_tidy(build_dir, unit, *more):
    return ["clang-tidy-22", "--quiet", "-p", str(build_dir.resolve()), *COMMON, *more, str(source(unit))], \
        unit["directory"]


def syntax_only(unit):
    compiler, *rest = words(unit)
    arguments = iter(rest)
    kept = []
    for argument in arguments:
        if argument == "-o":
            next(arguments)
        elif not argument.startswith("-o") or argument.startswith("-object"):
            kept.append(argument)
    return [clang_like(compiler), *kept, "-fsyntax-only", "-w"], unit["directory"]


def clang_like(compiler):
    """clang++ takes a file of C for one of C++."""
    return "clang++-22" if "++" in Path(compiler).name else "clang-22"
