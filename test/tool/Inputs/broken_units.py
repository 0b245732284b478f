"""Writes so many units that do not compile, and their compile database, here: broken_units.py COUNT"""

import json
import os
import sys

names = [f"unit{number:02}.cpp" for number in range(1, int(sys.argv[1]) + 1)]
for name in names:
    with open(name, "w") as out:
        out.write("namespace std { class thread; }\nstd::thread *Named;\noops x;\n")
with open("compile_commands.json", "w") as out:
    json.dump([{"directory": os.getcwd(), "file": name, "arguments": ["c++", "-c", name]} for name in names], out)
