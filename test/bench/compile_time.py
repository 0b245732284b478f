"""What `#include <sc/group.h>` costs to compile, and what the std headers cost that do as much."""

import os
import subprocess
import sys

import peers
import programs

OURS = "#include <sc/group.h>\n"
THEIRS = "".join(f"#include <{name}>\n" for name in ("thread", "functional", "memory", "vector"))

COMPILERS = {
    "g++": ["g++", "-std=c++17", "-c", "-O0", "-o", os.devnull],
    "clang++": ["clang++-22", "-std=c++17", "-fsyntax-only"],
}


def one_round(wanted):
    """{benchmark: ns of user CPU time}, for the compilers that are wanted."""
    taken = {}
    for name, words in COMPILERS.items():
        if f"compile/{name}" in wanted:
            taken[f"compile/{name}"] = user_time(words, "group", OURS)
            taken[f"compile/{name}/std"] = user_time(words, "std", THEIRS)
    return taken


def user_time(words, name, text):
    source = peers.BUILD / f"{name}.cpp"
    source.write_text(text)
    before = os.times().children_user
    done = subprocess.run([*words, "-I", str(programs.HEADERS), str(source)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"scripts/bench: {words[0]} does not compile {text}{done.stderr}")
    return (os.times().children_user - before) * 1e9
