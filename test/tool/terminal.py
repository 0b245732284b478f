# RUN: %python %s %t
"""On a terminal: progress on stderr, and Ctrl-C."""

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time

SC_LINT = os.environ["SC_LINT"]
ROOT = sys.argv[1]

# Keeps Clang busy for minutes, if it is allowed that many steps.
SPIN = """
constexpr unsigned spin() {
  unsigned Turns = 0;
  for (unsigned I = 0; I < 4000000000u; ++I)
    Turns += I;
  return Turns;
}
constexpr unsigned Never = spin();
"""


def write(name, text):
    path = os.path.join(ROOT, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as out:
        out.write(text)
    return path


def database(folder, files, flags=()):
    entries = [{"directory": ROOT, "file": f, "arguments": ["c++", *flags, "-c", f]} for f in files]
    return os.path.dirname(write(f"{folder}/compile_commands.json", json.dumps(entries)))


class Terminal:
    """sc-lint with stderr on a terminal of its own, in a session of its own."""

    def __init__(self, *args):
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [SC_LINT, *args], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=slave, start_new_session=True
        )
        os.close(slave)
        self.shown = ""

    def read_until(self, pattern):
        """Reads stderr until it matches, or to its end; returns all so far."""
        while not re.search(pattern, self.shown):
            try:
                self.shown += os.read(self.master, 4096).decode()
            except OSError:  # The other end is closed.
                break
        return self.shown

    def end(self):
        self.read_until(r"(?!)")
        return self.process.wait(timeout=60), self.process.stdout.read().decode()


def progress_is_shown_and_taken_away():
    sources = [write(f"p{i}.cpp", "int x;\n") for i in range(3)]
    terminal = Terminal("-p", database("progress", sources))
    code, out = terminal.end()
    assert code == 0 and out == "", (code, out)
    assert "] 0/3 " in terminal.shown and "] 3/3 " in terminal.shown, terminal.shown
    assert re.search(r"\r\x1b\[Ksc-lint: 0 findings in 3 translation units", terminal.shown), terminal.shown


def progress_is_not_drawn_for_each_unit():
    sources = [write(f"many/{i}.cpp", "int x;\n") for i in range(300)]
    begin = time.monotonic()
    terminal = Terminal("-p", database("many", sources))
    assert terminal.end()[0] == 0
    # Ten times a second, at the beginning, at the end, and when it is taken away.
    most = 10 * (time.monotonic() - begin) + 3
    assert "] 300/300 " in terminal.shown, terminal.shown
    assert terminal.shown.count("\r\x1b[K") <= most, (terminal.shown.count("\r"), most)


def a_slow_unit_is_named():
    """It is shown as it runs, and what it took is said at the end."""
    slow = write("slow.cpp", SPIN)
    flags = ["-std=c++17", "-fconstexpr-steps=2000000000"]
    terminal = Terminal("--timeout=11", "--no-prefilter", "-p", database("slow", [slow], flags))
    assert terminal.end()[0] == 3
    assert re.search(r"\] 0/1  slow.cpp, for 1\d s\r", terminal.shown), terminal.shown
    assert "slow.cpp, for 9 s" not in terminal.shown, terminal.shown
    end = terminal.shown[terminal.shown.index("sc-lint: "):]
    assert re.match(r"sc-lint: slow.cpp was given up, .*\r\nsc-lint: slow.cpp took 2\d s of 2\d s\r\nsc-lint: 0 findings",
                    end), end


def progress_can_be_switched_off():
    sources = [write("q.cpp", "int x;\n")]
    build = database("off", sources)
    for flag in ("--no-progress", "--quiet"):
        terminal = Terminal("-p", build, flag)
        assert terminal.end()[0] == 0
        assert "\r\x1b" not in terminal.shown, terminal.shown


def no_progress_without_a_terminal():
    sources = [write("r.cpp", "int x;\n")]
    run = subprocess.run([SC_LINT, "-p", database("piped", sources)], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0 and run.stderr.count("\n") == 1 and "\r" not in run.stderr, run.stderr


def children_of(pid):
    """The processes that a process has forked, by Linux's own list."""
    with open(f"/proc/{pid}/task/{pid}/children") as children:
        return [int(child) for child in children.read().split()]


def interrupted_by(signal_number):
    quick = write("quick.cpp", "int x;\n" + "// Larger, so it is the first.\n" * 100)
    hang = write("hang.cpp", SPIN)
    flags = ["-std=c++17", "-fconstexpr-steps=2000000000"]
    terminal = Terminal("-j1", "--no-prefilter", "-p", database("interrupt", [quick, hang], flags))
    terminal.read_until("1/2")  # So the second unit has been given out.
    workers = children_of(terminal.process.pid)
    assert workers, "no worker is running"
    if signal_number == signal.SIGINT:
        os.killpg(terminal.process.pid, signal_number)  # As a terminal does.
    else:
        terminal.process.send_signal(signal_number)
    code, out = terminal.end()
    assert code == 130 and out == "", (code, out)
    assert terminal.shown.endswith("\r\x1b[Ksc-lint: interrupted\r\n"), repr(terminal.shown)
    for worker in workers:
        assert not os.path.exists(f"/proc/{worker}"), f"worker {worker} lives on"


shutil.rmtree(ROOT, ignore_errors=True)
progress_is_shown_and_taken_away()
progress_is_not_drawn_for_each_unit()
a_slow_unit_is_named()
progress_can_be_switched_off()
no_progress_without_a_terminal()
interrupted_by(signal.SIGINT)
interrupted_by(signal.SIGTERM)
