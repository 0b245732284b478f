"""Checks that what README.md shows of a run is what a run prints.

usage: excerpt.py README OUTPUT

Every line of the first console block, but for the command and the mark of an
omission, stands in the output, in that order. How long it took does not matter.
"""

import pathlib
import re
import sys

readme, output = (re.sub(r", [\d.]+ s$", "", pathlib.Path(name).read_text(), flags=re.M) for name in sys.argv[1:])
shown = re.search(r"^```console\n(.*?)^```$", readme, re.M | re.S).group(1).splitlines()
shown = [line for line in shown if not re.match(r"\$ |\[…\]", line)]
printed = iter(output.splitlines())
missing = [line for line in shown if line not in printed]
if not shown or missing:
    sys.exit("\n".join(["README.md shows what sc-lint does not print:", *missing]))
