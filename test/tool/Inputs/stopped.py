"""Stops a command as soon as it has made a file in a folder, and expects that all of it is gone then.

usage: stopped.py FOLDER COMMAND...
"""

import os
import signal
import subprocess
import sys

folder, *command = sys.argv[1:]
os.makedirs(folder)
child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
while child.poll() is None and not any(files for _, _, files in os.walk(folder)):
    pass
child.send_signal(signal.SIGTERM)
child.stderr.read()  # Closed by the last of its processes.
if child.wait() != 128 + signal.SIGTERM:
    sys.exit(f"exit code {child.returncode}")
if os.listdir(folder):
    sys.exit(f"left behind: {os.listdir(folder)}")
