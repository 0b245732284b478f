"""Checks that what README.md shows of a run is what a run prints.

usage: excerpt.py README OUTPUT

Every line of the first console block, but for the command, the summary and the
mark of an omission, stands in the output, in that order.
"""

import pathlib
import re
import sys

readme, output = (pathlib.Path(name).read_text() for name in sys.argv[1:])
shown = re.search(r"^```console\n(.*?)^```$", readme, re.M | re.S).group(1).splitlines()
shown = [line for line in shown if not re.match(r"\$ |\[…\]|sc-lint: ", line)]
printed = iter(output.splitlines())
missing = [line for line in shown if line not in printed]
if not shown or missing:
    sys.exit("\n".join(["README.md shows what sc-lint does not print:", *missing]))
