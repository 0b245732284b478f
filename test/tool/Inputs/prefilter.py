"""Lints files with the prefilter and without: prefilter.py SC_LINT FOLDER FLAG... -- FILE...

Each NAME.cpp has to have a finding, in itself or in a NAME.h, and the findings have to be the same in both ways.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

at = sys.argv.index("--")
sc_lint, folder, *flags = sys.argv[1:at]
files = [Path(folder, name).resolve() for name in sys.argv[at + 1:]]
with tempfile.TemporaryDirectory() as database:
    Path(database, "compile_commands.json").write_text(json.dumps(
        [{"directory": folder, "file": str(file), "arguments": ["clang++", "-std=c++17", *flags, str(file)]}
         for file in files]))
    command = [sc_lint, "-q", "--pedantic", "-p", database]
    plain, filtered = (subprocess.run([*command, *more], capture_output=True, text=True)
                       for more in (["--no-prefilter"], []))
problems = [f"nothing found in {file.name}\n{plain.stdout}{plain.stderr}" for file in files
            if not re.search(rf"\b{re.escape(file.stem)}\.(cpp|h):\d+:\d+: warning", plain.stdout)]
if (plain.returncode, plain.stdout) != (filtered.returncode, filtered.stdout):
    problems.append(f"with the prefilter:\n{filtered.stdout}{filtered.stderr}\nwithout:\n{plain.stdout}{plain.stderr}")
sys.exit("\n".join(problems) or None)
