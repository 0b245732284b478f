"""Puts the mocks of the checks' tests where a toolchain has its headers: toolchain.py MOCK FOLDER FILE...

FOLDER/include/c++/1 becomes the C++ library, FOLDER/include the C library, and FOLDER/libraries the others.
FOLDER/compile_commands.json has an entry for each FILE.
"""

import json
import shutil
import sys
from pathlib import Path

mock, to = Path(sys.argv[1]), Path(sys.argv[2])
files = [Path(name).resolve() for name in sys.argv[3:]]
cxx, c, libraries = to / "include/c++/1", to / "include", to / "libraries"
for folder in (cxx, libraries):
    folder.mkdir(parents=True)
for source in mock.iterdir():
    is_std = source.name.islower() and (source.is_file() or source.name in ("detail", "experimental"))
    target = (c if source.suffix == ".h" else cxx if is_std else libraries) / source.name
    (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
for name in ("features.h", "stdio.h"):
    (c / name).touch()
flags = ["clang++", "-std=c++20", "-fopenmp", "-nostdinc++", "-nostdlibinc"]
for folder in (libraries, cxx, c):
    flags += ["-isystem", str(folder.resolve())]
(to / "compile_commands.json").write_text(
    json.dumps([{"directory": str(file.parent), "file": str(file), "arguments": [*flags, "-c", str(file)]}
                for file in files]))
