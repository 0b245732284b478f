"""Checks that what the runtime refuses does not compile, and for the reason given.

usage: must_not_compile.py COMPILER FLAG...

Each case of must-not-compile.cpp is compiled as it is wrong: the compiler must
fail, and what it says must match. The same cases as they are right, all in one
file, must compile without a warning: so no case fails for another reason.
"""

import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
INCLUDE = HERE.parents[2] / "tool/runtime/include"
STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-pthread"]
MACROS = {True: "#define WRONG(...)\n#define RIGHT(...) __VA_ARGS__\n",
          False: "#define WRONG(...) __VA_ARGS__\n#define RIGHT(...)\n"}


def compiled(header, source, right):
    """What the compiler says, and whether it compiles."""
    done = subprocess.run([*sys.argv[1:], *STRICT, "-fsyntax-only", "-include", header, "-xc++", "-"],
                          input=MACROS[right] + source, text=True, stderr=subprocess.PIPE)
    return done.stderr, done.returncode == 0


def precompiled(folder, text):
    """A header of the text, which both compilers find compiled beside it."""
    header = pathlib.Path(folder, "start.h")
    header.write_text(text)
    subprocess.run([*sys.argv[1:], *STRICT, f"-I{INCLUDE}", "-xc++-header", header, "-o", f"{header}.gch"], check=True)
    return header


def fault(header, name, expected, text):
    """What is wrong with a wrong case, or None."""
    said, good = compiled(header, text, right=False)
    if good:
        return f"{name}: compiles"
    if not re.search(expected, said):
        return f"{name}: fails, but does not say '{expected}':\n{said}"
    return None


def main():
    start, *parts = re.split(r"^//--- (\w+): (.*)\n", (HERE / "must-not-compile.cpp").read_text(), flags=re.M)
    cases = list(zip(parts[0::3], parts[1::3], parts[2::3]))
    right = "".join(f"namespace {name} {{\n{text}\n}}\n" for name, _, text in cases)
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        header = precompiled(folder, start)
        said, good = compiled(header, right, right=True)
        faults = [] if good and not said else [f"the right forms do not compile cleanly:\n{said}"]
        faults += filter(None, pool.map(lambda case: fault(header, *case), cases))
    print("\n".join(faults))
    return bool(faults) or len(cases) < 20


if __name__ == "__main__":
    sys.exit(main())
