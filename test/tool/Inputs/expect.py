"""Runs a command and checks how it fails: expect.py CODE PATTERN [--stdout=FILE] COMMAND...

stdout must stay empty (unless it is redirected), the exit code must be CODE, and stderr must match PATTERN, with one
line of ours.
"""

import re
import subprocess
import sys

code, pattern, *command = sys.argv[1:]
stdout = subprocess.PIPE
if command[0].startswith("--stdout="):
    stdout = open(command.pop(0).removeprefix("--stdout="), "w")
run = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE, text=True)
problems = []
if run.returncode != int(code):
    problems.append(f"exit code {run.returncode}, expected {code}")
if run.stdout:
    problems.append(f"stdout: {run.stdout}")
if not re.search(pattern, run.stderr, re.DOTALL):
    problems.append(f"stderr does not match {pattern!r}")
if len(re.findall("^sc-lint: ", run.stderr, re.M)) != 1:
    problems.append("stderr has not one line of sc-lint's")
if problems:
    sys.exit("\n".join(problems) + f"\nstderr was: {run.stderr}")
