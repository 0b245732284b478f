# RUN: %python %s %nowhere/workers
"""Names of every kind, and workers that somebody else kills."""

import json
import os
import shutil
import signal
import subprocess
import sys

SC_LINT = os.environ["SC_LINT"]
ROOT = sys.argv[1]
DETACHED = "#include <thread>\nvoid work();\nvoid run() { std::thread(work).detach(); }\n"
NAMES = [b"with space.cpp", b"new\nline.cpp", "\u00fcn\u00efc\u00f6d\u00e9.cpp".encode(), b"not-utf-8-\xff.cpp",
         b"-dash.cpp", b"br{a}ce%s.cpp", b"quo'te\".cpp", b"back\\slash.cpp", b"@at.cpp"]


def write(name, text):
    path = os.path.join(os.fsencode(ROOT), os.fsencode(name))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as out:
        out.write(text)
    return path


def names():
    for name in NAMES:
        write(b"names/" + name, DETACHED)
    run = subprocess.run([SC_LINT, "names"], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True)
    assert run.returncode == 1, run
    for name in NAMES:
        assert b"names/" + name + b":3:32: warning: " in run.stdout, (name, run.stdout)
        assert b"names/" + name + b":3:14: note: " in run.stdout, (name, run.stdout)
    assert f"{len(NAMES)} findings".encode() in run.stderr, run.stderr


def child_of(pid):
    """The one process that a process has forked, once there is one."""
    while True:
        with open(f"/proc/{pid}/task/{pid}/children") as children:
            if found := children.read().split():
                return int(found[0])


class Run:
    """sc-lint with one worker, which waits for what the first unit includes to be written."""

    def __init__(self, folder):
        first, second = (f"{folder}/{name}.cpp" for name in ("first", "second"))
        write(second, DETACHED)
        write(first, '#include "wait.h"\n')
        self.pipe = os.path.join(ROOT, folder, "wait.h")
        os.mkfifo(self.pipe)
        entries = [{"directory": ROOT, "file": f, "command": f"c++ -c {f}"} for f in (first, second)]
        write(f"{folder}/compile_commands.json", json.dumps(entries))
        self.process = subprocess.Popen([SC_LINT, "-j1", "-p", folder], cwd=ROOT, text=True, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.worker = child_of(self.process.pid)

    def end(self):
        out, err = self.process.communicate(timeout=120)
        return self.process.returncode, out, err


def killed_at_work():
    run = Run("work")
    with open(run.pipe, "w"):  # Opens once the worker has opened it.
        os.kill(run.worker, signal.SIGKILL)
        code, out, err = run.end()
    assert code == 3, (code, err)
    assert "sc-lint: work/first.cpp crashed the analysis, signal 9 (Killed)\n" in err, err
    assert "work/second.cpp:3:32: warning: " in out, out


def waits_for_work(pid):
    """True if a process reads from a pipe without a name, by Linux's own words."""
    with open(f"/proc/{pid}/syscall") as call:
        number, *arguments = call.read().split()
    if number != str({"x86_64": 0, "aarch64": 63}[os.uname().machine]):
        return False
    return os.readlink(f"/proc/{pid}/fd/{int(arguments[0], 16)}").startswith("pipe:")


def is_dead(pid):
    with open(f"/proc/{pid}/stat") as stat:
        return stat.read().rpartition(")")[2].split()[0] == "Z"


def killed_between_two_units():
    run = Run("between")
    empty = write("empty.h", "")
    with open(run.pipe, "w"):
        os.kill(run.process.pid, signal.SIGSTOP)
        os.replace(empty, run.pipe)  # In case the worker opens it again.
    while not waits_for_work(run.worker):
        pass
    os.kill(run.worker, signal.SIGKILL)
    while not is_dead(run.worker):
        pass
    os.kill(run.process.pid, signal.SIGCONT)
    code, out, err = run.end()
    assert code == 1, (code, out, err)
    assert "between/second.cpp:3:32: warning: " in out, out


shutil.rmtree(ROOT, ignore_errors=True)
names()
killed_at_work()
killed_between_two_units()
