"""What the runtime is measured against: what of it is here, and how it is compiled in."""

import dataclasses
import os
import subprocess
import tempfile

import report

BUILD = report.ROOT / "build/bench"

TASKFLOW = BUILD / "taskflow"
TASKFLOW_URL = "https://github.com/taskflow/taskflow"
TASKFLOW_TAG = "v3.11.0"  # The last for C++17.

# Go's own tool chain with Debian's packages: nothing is fetched.
GO_SETTINGS = {"GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOFLAGS": "", "GOTOOLCHAIN": "local"}


@dataclasses.dataclass(frozen=True)
class Library:
    """One that a program has a variant for, if it was compiled with these flags."""
    name: str
    header: str
    flags: tuple

    def is_here(self):
        # Linked too: a header may be there without its library.
        done = subprocess.run(
            ["g++", "-std=c++17", "-x", "c++", "-", "-o", "/dev/null", *self.flags, "-pthread"],
            input=f"#include <{self.header}>\nint main() {{}}\n", capture_output=True, text=True)
        return done.returncode == 0


LIBRARIES = (
    Library("oneTBB", "tbb/task_group.h", ("-DSC_BENCH_TBB", "-ltbb")),
    Library("Boost.Asio", "boost/asio/thread_pool.hpp", ("-DSC_BENCH_ASIO",)),
    Library("Taskflow", "taskflow/taskflow.hpp", ("-DSC_BENCH_TASKFLOW", "-isystem", str(TASKFLOW))),
)


def find():
    """Gets what can be had; the libraries that are here, and what is not."""
    subprocess.run([report.ROOT / "scripts/setup", "--peers"], check=True)
    get_taskflow()
    here = [library for library in LIBRARIES if library.is_here()]
    missing = [library.name for library in LIBRARIES if library not in here]
    if not has_errgroup():
        missing.append("Go errgroup")
    return here, missing


def get_taskflow():
    """A copy that is there already is taken as it is."""
    if TASKFLOW.exists():
        return
    with tempfile.TemporaryDirectory(dir=BUILD) as folder:
        try:
            done = subprocess.run(
                ["git", "-c", "advice.detachedHead=false", "clone", "-q", "--depth", "1",
                 "--branch", TASKFLOW_TAG, TASKFLOW_URL, f"{folder}/taskflow"],
                env={**os.environ, "GIT_TERMINAL_PROMPT": "0"}, stdin=subprocess.DEVNULL,
                capture_output=True, timeout=60)
        except (OSError, subprocess.TimeoutExpired):
            return
        if done.returncode == 0:
            os.rename(f"{folder}/taskflow", TASKFLOW)


def has_errgroup():
    try:
        done = subprocess.run(["go", "list", "golang.org/x/sync/errgroup"],
                              env={**os.environ, **GO_SETTINGS}, capture_output=True)
    except OSError:
        return False
    return done.returncode == 0
