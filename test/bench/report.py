"""What every report of scripts/bench says: on what it was measured, and how figures look."""

import os
import re
import statistics
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def describe():
    """Prints the machine and the commit."""
    cpu = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.M)
    commit = subprocess.run(
        ["git", "-C", ROOT, "describe", "--always", "--dirty"], capture_output=True, text=True)
    print(f"machine  {os.cpu_count()} cores, {cpu[1] if cpu else 'unknown CPU'}, load {os.getloadavg()[0]:.1f}")
    print(f"commit   {commit.stdout.strip() or 'unknown'}")


def ratios(ours, theirs):
    return [a / b for a, b in zip(ours, theirs)]


def figure_of(name, values):
    """What stands for the values of a benchmark: the median; of what is counted, the worst."""
    return max(values) if name.endswith(":allocations") else statistics.median(values)


def spread(numbers, digits):
    middle, low, high = statistics.median(numbers), min(numbers), max(numbers)
    return f"{middle:.{digits}f} ({low:.{digits}f}-{high:.{digits}f})"
