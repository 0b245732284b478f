"""Checks that files are what they were: same.py BEFORE FOLDER FILE..."""

import filecmp
import os
import sys

before, folder, *files = sys.argv[1:]
changed = [f for f in files if not filecmp.cmp(os.path.join(before, f), os.path.join(folder, f), shallow=False)]
if changed:
    sys.exit(f"changed: {changed}")
