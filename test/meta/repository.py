"""What the house rules look at: the sources, the pages, and the built programs."""

import concurrent.futures
import dataclasses
import os
import pathlib
import re
import subprocess

import page


@dataclasses.dataclass(frozen=True)
class Warn:
    """Something that is noted, but does not fail."""
    text: str

    def __str__(self):
        return self.text


class Repository:
    """A source tree, and a build whose programs speak for it."""

    def __init__(self, root, build, only=None, database=None):
        self.root = pathlib.Path(root).resolve()
        self.build = pathlib.Path(build).resolve()
        self.only = only  # The one check whose examples are run.
        self.database = database or self.build  # The folder of compile_commands.json.

    def files(self, *patterns):
        return sorted(path for pattern in patterns for path in self.root.glob(pattern))

    def listed(self):
        """The names of the files that git would commit; of all files in a bare copy."""
        done = self.run("git", "ls-files", "-co", "--exclude-standard", "-z", cwd=self.root)
        names = [name for name in done.stdout.split("\0") if name and (self.root / name).is_file()]
        return names or [self.name_of(path) for path in self.files("**/*") if path.is_file()]

    def name_of(self, path):
        """A file as messages name it."""
        return path.relative_to(self.root).as_posix()

    def pages(self):
        return page.read_pages(self.root)

    def program(self, name):
        return str(self.build / "bin" / name)

    def run(self, *command, **options):
        """Runs a command; returns its exit code, stdout and stderr."""
        return subprocess.run([str(word) for word in command], capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, **options)

    def registered(self):
        """The names of the checks that the program knows."""
        done = self.run(self.program("sc-clang-tidy"), "--list-checks", "-checks=-*,structured-*")
        names = re.findall(r"^ +(structured-[\w-]+)$", done.stdout, re.M)
        if not names:
            raise RuntimeError("sc-clang-tidy lists no checks: " + done.stdout + done.stderr)
        return names

    def options(self):
        """check -> its options and their default values, as the program has them."""
        done = self.run(self.program("sc-clang-tidy"), "--dump-config", "-checks=-*,structured-*",
                        cwd=self.build)
        found = {name: {} for name in self.registered()}
        for line in re.findall(r"^  (structured-.*)$", done.stdout, re.M):
            key, value = re.fullmatch(r"([\w.-]+): +(.*)", line).groups()
            check, option = key.split(".")
            found[check][option] = value.strip("'")
        return found


def class_of(check):
    """structured-detached-thread -> DetachedThreadCheck"""
    words = check.removeprefix("structured-").split("-")
    return "".join(word.capitalize() for word in words) + "Check"


def in_parallel(function, items):
    """All results of a function that waits for another program, in order."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(function, items))


def findings(rule, repo):
    """What a rule finds: (problems, what is only noted)."""
    problems, notes = [], []
    try:
        for item in rule(repo):
            if isinstance(item, Warn):
                notes.append(str(item))
            elif item is not None:
                problems.append(item)
    except page.PageError as error:
        problems.append(str(error))
    return problems, notes
