"""Runs the commands of a reproducer's README, in its folder, and prints what they say: readme_commands.py README"""

import os
import re
import subprocess
import sys

readme = sys.argv[1]
with open(readme) as text:
    commands = re.findall(r"^    (sc-lint .*)$", text.read(), re.MULTILINE)
if len(commands) != 2:
    sys.exit(f"two commands expected: {commands}")
for command in commands:
    run = subprocess.run(command, shell=True, cwd=os.path.dirname(readme), stdin=subprocess.DEVNULL, capture_output=True,
                         text=True)
    if run.returncode in (0, 127):
        sys.exit(f"exit code {run.returncode}: {command}")
    print(run.stdout + run.stderr)
