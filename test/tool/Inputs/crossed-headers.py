"""Writes FOLDER/unit.cpp, and COUNT folders beside it, each of which has a header that includes those of all others.

usage: crossed-headers.py FOLDER COUNT
"""

import sys
from pathlib import Path

folder, count = Path(sys.argv[1]), int(sys.argv[2])
names = [f"part{number}" for number in range(count)]
for name in names:
    (folder / name).mkdir(parents=True)
    others = "".join(f'#include "../{other}/{other}.h"\n' for other in names if other != name)
    (folder / name / f"{name}.h").write_text(f"#pragma once\n{others}")
(folder / "unit.cpp").write_text('#include "part0/part0.h"\nint Number;\n')
