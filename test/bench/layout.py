"""Whether scripts/optimize has laid out the code of a program."""

import subprocess


def sections(program):
    """What llvm-readelf says of a program's sections, or None if it is no program. It is not read here: the memory of
    this process would count as that of what it starts.

    Raises FileNotFoundError without llvm-readelf-22.
    """
    run = subprocess.run(["llvm-readelf-22", "--section-headers", program], capture_output=True, text=True)
    return None if run.returncode else run.stdout


def is_laid_out(program):
    return ".note.bolt_info" in (sections(program) or "")
