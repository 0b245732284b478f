"""Writes FOLDER/compile_commands.json: database.py FOLDER FILE... [-- FLAGS]"""

import json
import os
import sys

folder, *rest = sys.argv[1:]
split = rest.index("--") if "--" in rest else len(rest)
files, flags = rest[:split], rest[split + 1 :]
os.makedirs(folder, exist_ok=True)
with open(os.path.join(folder, "compile_commands.json"), "w") as out:
    json.dump(
        [
            {
                "directory": os.getcwd(),
                "file": os.path.abspath(f),
                "arguments": ["c++", "-std=c++17", *flags, "-c", os.path.abspath(f)],
            }
            for f in files
        ],
        out,
    )
