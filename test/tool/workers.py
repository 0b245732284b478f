# RUN: %python %s %nowhere/workers
"""Names of every kind, workers that somebody else kills, and what they worked on."""

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


def is_dead(pid):
    """True also if its parent has taken note of that already."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def kill(pid):
    """Kills a process, and waits until it has nothing open any more."""
    os.kill(pid, signal.SIGKILL)
    while not is_dead(pid):
        pass


def children_of(pid):
    """The processes that a process has forked."""
    with open(f"/proc/{pid}/task/{pid}/children") as children:
        return [int(child) for child in children.read().split()]


class Run:
    """sc-lint over units that each wait for what they include to be written."""

    def __init__(self, folder, units, *args):
        self.folder = folder
        self.pipes = {unit: os.path.join(ROOT, folder, f"{unit}.h") for unit in units}
        files = [f"{folder}/{unit}.cpp" for unit in units]
        for unit, file in zip(units, files):
            write(file, f'#include "{unit}.h"\n{DETACHED}')
            os.mkfifo(self.pipes[unit])
        entries = [{"directory": ROOT, "file": f, "command": f"c++ -c {f}"} for f in files]
        write(f"{folder}/compile_commands.json", json.dumps(entries))
        self.process = subprocess.Popen([SC_LINT, *args, "-p", folder], cwd=ROOT, text=True, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def open(self, unit):
        """Waits until a worker reads what the unit includes; returns the other end, and the worker."""
        end = open(self.pipes[unit], "w")
        while True:
            for worker in children_of(self.process.pid):
                if self.pipes[unit] in opened_by(worker):
                    return end, worker

    def finding(self, unit):
        return f"{self.folder}/{unit}.cpp:4:32: warning: "

    def end(self):
        out, err = self.process.communicate(timeout=120)
        return self.process.returncode, out, err


def opened_by(pid):
    """The names of the files that a process has open."""
    try:
        return [os.readlink(entry) for entry in os.scandir(f"/proc/{pid}/fd")]
    except FileNotFoundError:  # One has been closed meanwhile.
        return []


def killed_at_work():
    run = Run("work", ["first", "later"], "-j1")
    for unit, dies in (("first", True), ("later", False), ("first", True)):
        end, worker = run.open(unit)
        if dies:
            kill(worker)
        end.close()
    code, out, err = run.end()
    assert code == 3, (code, err)
    assert "sc-lint: work/first.cpp crashed the analysis, signal 9 (Killed); --repro" in err, err
    assert run.finding("later") in out and run.finding("first") not in out, out


def waits_for_work(pid):
    """True if a process reads from a pipe without a name, by Linux's own words."""
    with open(f"/proc/{pid}/syscall") as call:
        number, *arguments = call.read().split()
    if number != str({"x86_64": 0, "aarch64": 63}[os.uname().machine]):
        return False
    return os.readlink(f"/proc/{pid}/fd/{int(arguments[0], 16)}").startswith("pipe:")


def killed_beside_others():
    """Whoever reads the header of `big` while another worker is there is killed, as if memory were short."""
    run = Run("beside", ["big", "other"], "-j2")
    other, other_worker = run.open("other")
    big, worker = run.open("big")
    assert worker != other_worker and len(children_of(run.process.pid)) == 2
    kill(worker)
    big.close()
    other.close()  # Which ends that unit.
    big, worker = run.open("big")
    assert children_of(run.process.pid) == [worker], "it is not alone"
    big.close()
    code, out, err = run.end()
    assert code == 1, (code, out, err)
    assert run.finding("big") in out and run.finding("other") in out, out
    assert "crashed" not in err and "incomplete" not in err, err


def killed_between_two_units():
    run = Run("between", ["first", "later"], "-j1")
    end, worker = run.open("first")
    with end:
        os.kill(run.process.pid, signal.SIGSTOP)
        for pipe in run.pipes.values():
            os.replace(write("empty.h", ""), pipe)  # In case the worker opens it again.
    while not waits_for_work(worker):
        pass
    kill(worker)
    os.kill(run.process.pid, signal.SIGCONT)
    code, out, err = run.end()
    assert code == 1, (code, out, err)
    assert run.finding("later") in out, out


def dead_at_birth():
    """No worker lives to see a job: that is said, and ends the run."""
    library = os.path.join(ROOT, "dead.so")
    source = write("dead.c", "#include <stdlib.h>\nint prctl(int option, ...) { _Exit(7); }\n")
    subprocess.run(["clang", "-shared", "-fPIC", "-o", library, source], check=True)
    write("dead/unit.cpp", DETACHED)
    for jobs in ("-j1", "-j3"):
        run = subprocess.run([SC_LINT, jobs, "dead"], cwd=ROOT, env={**os.environ, "LD_PRELOAD": library},
                             stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
        assert run.returncode == 2 and run.stdout == "", run
        assert "sc-lint: worker processes die before they begin to work: exit code 7; " in run.stderr, run.stderr


shutil.rmtree(ROOT, ignore_errors=True)
names()
killed_at_work()
killed_beside_others()
killed_between_two_units()
dead_at_birth()
