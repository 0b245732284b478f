"""Makes temporary projects of programs, fixes them with sc-lint, builds and runs them."""

import json
import pathlib
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
INCLUDE = ROOT / "tool" / "runtime" / "include"
COMPILER = "/usr/lib/llvm-22/bin/clang++"
TSAN = ["-fsanitize=thread", "-O1"]
SECONDS = 300  # Nothing takes so long, on a machine that is busy neither.


def run(*command, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, errors="replace",
                          stdin=subprocess.DEVNULL, timeout=SECONDS, **options)


def make_project(folder, sources, standard):
    """Copies files into a folder that looks like a checkout, with a compile database of the units among them."""
    folder = pathlib.Path(folder)
    (folder / ".git").mkdir()
    (folder / "build").mkdir()
    database(folder).write_text("[]")
    for source in sources:
        copy = pathlib.Path(shutil.copy(source, folder))
        if copy.suffix == ".cpp":
            add_unit(folder, copy, standard)


def database(folder):
    return folder / "build" / "compile_commands.json"


def add_unit(folder, source, standard):
    arguments = ["c++", f"-std={standard}", "-c", str(source)]
    unit = {"directory": str(folder), "file": str(source), "arguments": arguments}
    database(folder).write_text(json.dumps([*json.loads(database(folder).read_text()), unit]))


def build(folder, standard, name, *flags):
    """Compiles the units of a project to one program; gives its path, and what the compiler said if it failed."""
    program = pathlib.Path(folder) / "build" / name
    units = sorted(pathlib.Path(folder).glob("*.cpp"))
    done = run(COMPILER, f"-std={standard}", "-g", "-pthread", "-Wno-unused-result", "-I", INCLUDE, *flags, *units,
               "-o", program)
    return program, done.stderr if done.returncode != 0 else ""


def count_races(stderr):
    """How many reports ThreadSanitizer made."""
    return len(re.findall(r"^WARNING: ThreadSanitizer:", stderr, re.M))


def fix(lint_program, folder, *options):
    return run(lint_program, "--fix=review", "--enable=structured-prefer-group", *options, cwd=folder)


def applied(done):
    """How many fixes a run of sc-lint says it has applied, by their tier."""
    said = re.search(r"^sc-lint: \d+ fix(?:es)? applied in \d+ files? \((\d+) safe, (\d+) to review\)$",
                     done.stderr, re.M)
    return {"safe": int(said.group(1)), "review": int(said.group(2))} if said else None
