"""Checks that the report on the page is what the program on the page gets.

usage: page.py PAGE FOLDER LIBRARY COMPILER...

Builds the C++ block in FOLDER, runs the console block's command with LIBRARY, and
compares: all but the numbers, the ages, the folders, and how long is waited.
"""

import os
import pathlib
import re
import subprocess
import sys

page, folder, library, *compiler = sys.argv[1:]
text = pathlib.Path(page).read_text()
program, = re.findall(r"^```cpp\n(.*?)^```$", text, re.M | re.S)
console = re.search(r"^```console\n(.*?)^```$", text, re.M | re.S).group(1)
command, *shown = console.splitlines()
name = re.search(r"\./(\w+)", command).group(1)
options = re.findall(r"SC_LEAK=(\S+)", command)

os.makedirs(folder, exist_ok=True)
os.chdir(folder)
pathlib.Path(f"{name}.cpp").write_text(program)
subprocess.run([*compiler, f"{name}.cpp", "-o", name], check=True)
# A thread on the page ends by itself: it is given time, for a machine that is busy.
environment = {**os.environ, "LD_PRELOAD": library, "SC_LEAK": ":".join([*options, "retry_ms=3000"])}
done = subprocess.run([f"./{name}"], env=environment, stderr=subprocess.PIPE, text=True)


def bare(line):
    return re.sub(r"\(/\S*/", "(", re.sub(r"0x[0-9a-f]+|\b\d+\)|\b[\d.]+(?= m?s\b)", "N", line))


code = done.returncode if done.returncode >= 0 else 128 - done.returncode  # As a shell says it.
printed = done.stderr.splitlines() + ["$ echo $?", str(code)]
if [bare(line) for line in shown] != [bare(line) for line in printed]:
    sys.exit("\n".join(["the page shows another report than this:", *printed]))
