"""The house rule about scripts/new-check: what it makes builds and passes."""

import os
import re
import shutil

import code_rules
import page_rules
from repository import Repository, class_of, findings

CHECKS = {"demo-rule": [], "optional-demo": ["--off"]}  # Name -> what new-check is told.
PRODUCTS = ["StructuredTidy", "sc-clang-tidy", "sc-clangd", "sc-lint"]
MODULE = "checks/Module.cpp"


def copy_tree(repo, to):
    """Copies what git would commit. Times are kept, so that a second build is short."""
    shutil.rmtree(to, ignore_errors=True)
    for name in repo.listed():
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(repo.root / name, to / name)


def contents(root):
    return {path.relative_to(root).as_posix(): path.read_bytes()
            for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts}


def wrong_places(check, before, after):
    """What new-check did beside its five places, or did not do in them."""
    source = f"checks/{class_of(check)}"
    added = [f"{source}.cpp", f"{source}.h", f"docs/checks/{check}.md", f"test/checks/{check}.cpp"]
    changed = sorted(name for name in after if before.get(name) != after[name])
    if changed != sorted([*added, MODULE]):
        yield f"new-check wrote {', '.join(changed)}"
    old, new = before[MODULE].decode().split("\n"), after[MODULE].decode().split("\n")
    lines = [line for line in new if line not in old]
    if len(new) != len(old) + 2 or len(lines) != 2:
        yield f"new-check adds two lines to {MODULE}, and added: {lines}"
    for name in added:
        if b"@" in re.sub(rb"\[\[@LINE[-+0-9]*\]\]", b"", after.get(name, b"")):
            yield f"{name} still has a placeholder"


def configure(repo, tree, build):
    """A build as the one at hand; nothing is downloaded, and ccache knows most of it."""
    cache = (repo.build / "CMakeCache.txt").read_text()
    kept = re.findall(r"^(CMAKE_C(?:XX)?_COMPILER|CMAKE_BUILD_TYPE|Clang_DIR):\w+=(.+)$", cache, re.M)
    return repo.run("cmake", "-S", tree, "-B", build, "-G", "Ninja", *(f"-D{key}={value}" for key, value in kept))


def make_check(repo, tree, check, options):
    """Makes a check; says what is wrong with what was made."""
    before = contents(tree)
    made = repo.run(tree / "scripts/new-check", *options, check, "Finds threads, as an example of what a check finds.")
    if made.returncode != 0:
        yield f"new-check ended with {made.returncode}: {made.stderr}"
        return
    yield from wrong_places(check, before, contents(tree))
    if repo.run(tree / "scripts/new-check", check, "Finds threads again.").returncode != 2:
        yield "new-check accepts a name that is taken"


def new_check(repo):
    """A check made by scripts/new-check touches five places, builds, and passes."""
    place = repo.build / "test" / "meta" / "new-check"
    tree, build = place / "tree", place / "build"
    copy_tree(repo, tree)
    problems = [text for check, options in CHECKS.items() for text in make_check(repo, tree, check, options)]
    if problems:
        yield from problems
        return
    for step in (lambda: repo.run(tree / "scripts/docs"),
                 lambda: repo.run("git", "init", "-q", tree),
                 lambda: configure(repo, tree, build),
                 lambda: repo.run("ninja", "-C", build, *PRODUCTS),
                 lambda: repo.run("lit-22", "-v", "--param", f"build_dir={build}",
                                  *(tree / f"test/checks/{check}.cpp" for check in CHECKS),
                                  env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})):
        done = step()
        if done.returncode != 0:
            yield f"in a copy with new checks, '{' '.join(done.args[:6])}' failed:\n{done.stdout[-4000:]}{done.stderr}"
            return
    for check in CHECKS:
        yield from broken_by_it(repo, Repository(tree, build, only="structured-" + check))


def broken_by_it(repo, copy):
    """The rules that held, and do not with the new check."""
    for rule in code_rules.RULES + page_rules.RULES:
        if rule is not code_rules.own_code:
            before = findings(rule, Repository(repo.root, repo.build, only=copy.only))[0]
            yield from (f"{rule.__name__}: {text}" for text in findings(rule, copy)[0] if text not in before)


RULES = [new_check]
