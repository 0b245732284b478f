"""A command as a whole process, measured."""

import os
import shlex
import subprocess
import sys
import tempfile
import time


def run(arguments, directory, **more):
    """(stdout, wall seconds, what the system says that it and its children took: see resource.getrusage). Ends the
    benchmark if the command does not end with 0 or 1."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        started = time.monotonic()
        child = subprocess.Popen(arguments, cwd=directory, stdin=subprocess.DEVNULL, stdout=out, stderr=err, **more)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        for file in (out, err):
            file.seek(0)
        if child.returncode not in (0, 1):
            sys.exit(f"scripts/bench: ended with {child.returncode}: {shlex.join(map(str, arguments))}\n"
                     f"{err.read().decode(errors='replace')}")
        return out.read().decode(errors="replace"), wall, usage
