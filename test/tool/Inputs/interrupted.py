"""Runs sc-lint --fix in copies of a project, and lets each run fail at another call that writes a file:

    interrupted.py LIBRARY kill|full PROJECT OUT COMMAND...

After each run every file of the project is what it was or what a run that does not fail makes of it, and --undo, where
there is something to undo, makes it what it was.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

library, fault, project, out, *command = sys.argv[1:]
project, out = pathlib.Path(project), pathlib.Path(out)


def copy(name):
    folder = out / name
    shutil.copytree(project, folder)
    (folder / ".git").mkdir()  # It is the root.
    commands = [{"directory": str(folder.resolve()), "file": source.name, "arguments": ["c++", "-std=c++17", source.name]}
                for source in folder.glob("*.cpp")]
    (folder / "compile_commands.json").write_text(json.dumps(commands))
    return folder


def contents(folder):
    return {path.name: path.read_text() for path in sorted(folder.glob("*.cpp*"))}


def run(folder, *more, **variables):
    return subprocess.run([*command, *more], cwd=folder, capture_output=True, text=True, env={**os.environ, **variables})


def check(at):
    """Lets call number `at` fail; returns whether there is such a call."""
    folder = copy(f"{fault}-{at}")
    log = out / f"{fault}-{at}.log"
    done = run(folder, "--fix", "--exit-zero", LD_PRELOAD=library, FAULT=fault, FAULT_AT=str(at), FAULT_LOG=str(log))
    if log.exists():
        return False
    expected = -9 if fault == "kill" else 2
    if done.returncode != expected:
        sys.exit(f"call {at}: exit code {done.returncode}, expected {expected}\n{done.stderr}")
    if fault == "full" and "No space left on device" not in done.stderr:
        sys.exit(f"call {at}: nothing is said of the full disk: {done.stderr}")
    for name, text in contents(folder).items():
        if ".sc-lint-" in name:  # What was to take the place of a file.
            continue
        if text not in (old.get(name), new.get(name)):
            sys.exit(f"call {at}: {name} is neither what it was nor what it should be")
    undo(folder, at)
    return True


def undo(folder, at):
    changed = contents(folder) != old
    done = run(folder, "--undo")
    left = {name: text for name, text in contents(folder).items() if ".sc-lint-" not in name}
    if left != old:
        sys.exit(f"call {at}: --undo leaves something: {done.stderr}")
    if changed and fault == "full" and done.returncode:
        sys.exit(f"call {at}: --undo fails: {done.stderr}")


old = contents(project)
whole = copy("whole")
run(whole, "--fix", "--exit-zero")
new = contents(whole)
if sum(old[name] != new[name] for name in old) < 2:
    sys.exit("the project is to have two files to change")
at = 1
while check(at):
    at += 1
print(f"{at - 1} calls")
if at < 10:
    sys.exit("too few calls have failed")
