"""Measures a handler as it was written, as sc-lint --fix=review leaves it, and finished by hand.

Each cell of the table is what a tool has said. docs/handler.md shows the table and the code.
"""

import contextlib
import os
import pathlib
import re
import shutil
import signal
import tempfile

import projects

STANDARD = "c++20"
PAGE = projects.ROOT / "docs" / "handler.md"
REGION = re.compile(r"^// begin handler\n(.*)^// end handler$", re.M | re.S)
BLOCK = re.compile(r"(<!-- begin (\S+) -->\n).*?(<!-- end -->)", re.S)


class Version:
    """One of the three, in a project of its own, which is built twice."""

    def __init__(self, title, folder, preload):
        self.title = title
        self.code = REGION.search((folder / "handler.cpp").read_text()).group(1)
        self.preload = preload
        self.plain = self.build(folder, "plain", "-O1")
        self.checked = self.build(folder, "checked", *projects.TSAN)

    def build(self, folder, name, *flags):
        program, broken = projects.build(folder, STANDARD, name, *flags)
        if broken:
            raise RuntimeError(f"the handler, {self.title}, does not compile:\n{broken}")
        return program

    def result(self, scenario):
        """What the service prints in a scenario, by the first words of its lines; or how it died."""
        done = projects.run(self.plain, scenario)
        if done.returncode < 0:
            return {"died": signal.Signals(-done.returncode).name}
        return dict(re.findall(r"^(status|body|told to stop) (.*)$", done.stdout, re.M))


# Rows: each measures one version.

def lines(version):
    return str(sum(1 for line in version.code.splitlines() if line.strip()))


def races(version):
    return "yes" if projects.count_races(projects.run(version.checked, "quick").stderr) else "no"


def complete(version):
    body = version.result("slow").get("body", "")
    return "yes" if "Ada" in body and "weaving" in body else "no"


def left_behind(version):
    """With no time to end: what still runs when the handler has answered has no owner."""
    environment = {**os.environ, "LD_PRELOAD": str(version.preload), "SC_LEAK": "retry_ms=0"}
    done = projects.run(version.plain, "slow", env=environment)
    said = re.search(r"^libsc-leak: .*: (\d+) leaked threads?$", done.stderr, re.M)
    return said.group(1) if said else "0"


def client_gone(version):
    return f"{version.result('gone').get('told to stop', 'none')} of 2"


def sibling(version):
    result = version.result("fails")
    return "no" if result.get("told to stop", "0") == "0" else "yes"


def first_error(version):
    result = version.result("fails")
    if "died" in result:
        return f"no, {result['died']} ends the program"
    return "yes, by 500" if result["status"] == "500" else f"no, it gets {result['status']}"


def deadline(version):
    status = version.result("late").get("status")
    return "yes, by 504" if status == "504" else f"no, it gets {status}"


ROWS = [
    ("Lines of code", lines),
    ("Races (ThreadSanitizer)", races),
    ("Threads left behind (libsc-leak)", left_behind),
    ("Services are slow: the answer is complete", complete),
    ("Client has gone: services told to stop", client_gone),
    ("One service fails: the other is told to stop", sibling),
    ("One service fails: the client hears of it", first_error),
    ("Deadline passes: the client hears of it", deadline),
]


@contextlib.contextmanager
def versions(build_dir):
    """The three, as they were built from one project each."""
    build_dir = pathlib.Path(build_dir)
    preload = build_dir / "lib" / "libsc-leak.so"
    if not preload.exists():
        raise RuntimeError(f"{preload} is not there; build the target sc-leak")
    with tempfile.TemporaryDirectory() as folder:
        made = []
        for title, source in (("Before", "handler.cpp"), ("After `--fix=review`", "handler.cpp"),
                              ("Finished by hand", "handler_finished.cpp")):
            project = pathlib.Path(folder) / str(len(made))
            project.mkdir()
            projects.make_project(project, [projects.HERE / "service.h", projects.HERE / "service.cpp"], STANDARD)
            shutil.copy(projects.HERE / source, project / "handler.cpp")
            projects.add_unit(project, project / "handler.cpp", STANDARD)
            if "fix" in title:
                fix(build_dir, project)
            made.append(Version(title, project, preload))
        yield made


def fix(build_dir, project):
    done = projects.fix(build_dir / "bin" / "sc-lint", project)
    counts = projects.applied(done)
    if not counts or not any(counts.values()):
        raise RuntimeError(f"sc-lint fixes nothing in the handler:\n{done.stdout}{done.stderr}")


def table(of):
    text = "| |" + "".join(f" {version.title} |" for version in of) + "\n"
    text += "| --- |" + " --- |" * len(of) + "\n"
    for name, measure in ROWS:
        text += f"| {name} |" + "".join(f" {measure(version)} |" for version in of) + "\n"
    return text


def filled(page, of):
    """The page, with what is measured and made in the places for it."""
    before, fixed, finished = (f"```cpp\n{version.code}```\n" for version in of)
    contents = {"table": table(of), "before": before, "fixed": fixed, "finished": finished}
    return BLOCK.sub(lambda found: found.group(1) + contents[found.group(2)] + found.group(3), page)


def page_problems(build_dir):
    """What of the page is not what the tools say now."""
    with versions(build_dir) as of:
        expected = filled(PAGE.read_text(), of)
    if expected != PAGE.read_text():
        yield f"docs/handler.md is out of date; write it with {projects.HERE / 'run.py'} --write. It would be:\n{expected}"


def seeded_problems(build_dir):
    """A table in which nothing differs would say nothing."""
    with versions(build_dir) as (before, _, finished):
        for name, measure in ROWS:
            if measure(before) == measure(finished):
                yield f"'{name}' does not tell the first version from the last"
