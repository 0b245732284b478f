#!/usr/bin/env python3
"""Shows of each house rule that it can fail: breaks it in a copy, and looks.

usage: test/meta/mutations.py --build-dir DIR [--rule NAME]...
"""

import argparse
import json
import pathlib
import re
import sys
import tempfile

sys.dont_write_bytecode = True

from repository import Repository, class_of, findings  # noqa: E402
from run import RULES  # noqa: E402
from scaffold_rule import copy_tree  # noqa: E402

CHECK = "structured-detached-thread"
PAGE = "docs/checks/detached-thread.md"
HEADER = f"checks/{class_of(CHECK)}.h"
SOURCE = f"checks/{class_of(CHECK)}.cpp"
FENCE = "```"


def edit(path, pattern, new):
    """Replaces the first match in a file, which must be there."""
    def mutate(root):
        text = (root / path).read_text()
        changed = re.sub(pattern, lambda _: new, text, count=1, flags=re.M | re.S)
        assert changed != text, f"nothing in {path} matches {pattern}"
        (root / path).write_text(changed)
    return mutate


def append(path, text):
    def mutate(root):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        with open(root / path, "a") as file:
            file.write(text)
    return mutate


def remove(path):
    return lambda root: (root / path).unlink()


def foreign_finding(root):
    """A source of our own that detaches a thread."""
    (root / "own.cpp").write_text("#include <thread>\nvoid run() { std::thread([] {}).detach(); }\n")
    (root / "compile_commands.json").write_text(json.dumps([{
        "directory": str(root), "file": "own.cpp", "arguments": ["clang++-22", "-std=c++17", "-c", "own.cpp"]}]))


MUTATIONS = {
    "names": [remove(PAGE), remove("test/checks/detached-thread.cpp"),
              append("docs/checks/ghost.md", ""), append("test/checks/ghost.cpp", ""),
              append("test/checks/ghost/of-a-check.cpp", "")],
    "registry": [edit("checks/Module.cpp", r"^ *Checks\.add<.*?;\n", ""),
                 edit("checks/Module.cpp", r'(?P<a>^ *Checks\.add<DetachedThread.*?;\n)',
                      '    Checks.add<OtherCheck>("structured-detached-thread");\n')],
    "orphans": [append("checks/Orphan.cpp", "int orphan;\n"), remove(HEADER)],
    "file_names": [append("checks/support/ThreadUtils.h", "#pragma once\n")],
    "bindings": [append("checks/model/Model.cpp", 'auto M = decl().bind("call");\n')],
    "budgets": [append(SOURCE, "// Line.\n" * 201), append("test/checks/detached-thread.cpp", "//\n" * 601),
                append(PAGE, "\n" * 151), append(SOURCE, "static void f() {\n" + "  g();\n" * 40 + "}\n")],
    "messages": [append(SOURCE, f'auto M = "{text}";\n') for text in
                 ("Threads are bad", "threads are bad.", "threads are\\nbad", "this check finds threads")]
    + [append("test/checks/detached-thread.cpp", "// CHECK-MESSAGES: :1:1: warning: Threads are bad\n")],
    "own_code": [foreign_finding],
    "page_form": [edit(PAGE, r"^fix: .*?$", "fix: perhaps"), edit(PAGE, r"^since: .*?\n", ""),
                  edit(PAGE, r"^name: .*?$", "name: structured-other"), edit(PAGE, "^## Example$", "## An example"),
                  edit(PAGE, r"^## Why it is bad\n.*?(?=^## )", ""), append(PAGE, "\n## Options\n"),
                  append(PAGE, "\n## References\nThis check.\n"), edit(PAGE, "^---\n", "")],
    "summary": [edit(HEADER, "/// Finds", "/// Looks for"), edit(PAGE, "^summary: ", "summary: Often ")],
    "options": [edit(PAGE, "`WarnInWrappers`: ", "`WarnNowhere`: "), edit(PAGE, "Default: `true`", "Default: `false`"),
                edit(PAGE, "^## Options\n.*?(?=^## )", "")],
    "examples": [edit(PAGE, f"^{FENCE}cpp bad$", f"{FENCE}cpp good"), edit(PAGE, f"^{FENCE}cpp good$", f"{FENCE}cpp bad"),
                 edit(PAGE, f"^{FENCE}cpp good$", f"{FENCE}cpp good\nno code"), edit(PAGE, f"^{FENCE}cpp bad$", f"{FENCE}cpp")],
    "off": [append(PAGE, "\n## Options\n- `Enable`: finds nothing unless this is `true`. Default: `false`.\n")],
    "generated": [append("docs/checks/index.md", "By hand.\n"), edit(PAGE, "^since: ", "since: 9")],
    "new_check": [edit("scripts/new-check", r", f\"docs/checks/\{name\}\.md\": PAGE", ""),
                  edit("scripts/new-check", r"^        lines\.insert\(.*?$", "        lines.append(line)"),
                  edit("scripts/new-check", r"@Class@::report", "@Klass@::report")],
}


def can_fail(name, mutate, repo):
    """What a rule finds in a broken copy and not in the sources as they are."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder).resolve()
        copy_tree(repo, root)
        broken = Repository(root, repo.build, only=CHECK, database=root)
        sound = set() if name in ("own_code", "new_check") else set(findings(RULES[name], broken)[0])
        mutate(root)
        return [text for text in findings(RULES[name], broken)[0] if text not in sound]


def main():
    here = pathlib.Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description="Shows of each house rule that it can fail.")
    parser.add_argument("--build-dir", required=True)
    parser.add_argument("--repo", default=here.parent.parent)
    parser.add_argument("--rule", action="append", choices=MUTATIONS)
    args = parser.parse_args()
    repo = Repository(args.repo, args.build_dir)
    missed = 0
    for name in args.rule or MUTATIONS:
        for number, mutate in enumerate(MUTATIONS[name], 1):
            found = can_fail(name, mutate, repo)
            missed += not found
            what = found[0].split("\n")[0] if found else "nothing is found"
            print(f"{'ok  ' if found else 'FAIL'} {name} {number}: {what}", flush=True)
    unproven = sorted(set(RULES) - set(MUTATIONS))
    if unproven:
        print("FAIL no mutation for " + ", ".join(unproven))
    return 1 if missed or unproven else 0


if __name__ == "__main__":
    sys.exit(main())
