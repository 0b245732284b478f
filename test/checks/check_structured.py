"""Checks what a check says of a file, through every front end.

    // RUN: %check_structured [options] %s structured-foo %t [-- clang-tidy's options [-- flags]]

The rules are those of LLVM's check_clang_tidy.py:
  CHECK-MESSAGES  a warning; any other warning or error is a failure
  CHECK-NOTES     the same for notes, in place of CHECK-MESSAGES
  CHECK-FIXES     a whole line of the file after all safe fixes
  CHECK-REVIEW    the same after the fixes to review too, where a warning has one of them
  no directive    nothing may be printed
  -std=X-or-later runs X and the standards after it (default: c++11-or-later)
  -check-suffixes=A,B  the directives are CHECK-MESSAGES-A and so on; an empty
                       suffix stands for none
  -expect-clang-tidy-error  the exit code is 1

On top of them:
  - clang-tidy with the plugin, sc-clang-tidy, sc-lint and sc-clangd find the
    same, save what editor-limits.txt lists
  - without CHECK-FIXES the file stays as it is; with it, the fixed file compiles
    and has nothing left to fix
  - notes on fixes, "fix (safe): ...", are matched only where a test names one
  - test/mock is the standard library, unless the flags name one with -stdlib=
  - the files of Inputs/<name of the test> stand beside the file
"""

import argparse
import dataclasses
import difflib
import pathlib
import re
import shutil
import subprocess
import sys

import front_ends
from front_ends import LINKED_IN, PLUGIN, ROOT, SC_LINT, Run

STANDARDS = ["c++11", "c++14", "c++17", "c++20", "c++23"]
KINDS = ("MESSAGES", "NOTES", "FIXES", "REVIEW")
LIMITS = pathlib.Path(__file__).resolve().parent / "editor-limits.txt"
MOCK = ["-nostdinc++", "-nostdlibinc", "-isystem", str(ROOT / "test/mock")]


def parse_arguments(arguments):
    own, *rest = split(arguments)
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("-std", default="c++11-or-later")
    parser.add_argument("-check-suffix", "-check-suffixes", dest="suffixes", default="")
    parser.add_argument("-expect-clang-tidy-error", action="store_true", dest="error")
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("check")
    parser.add_argument("temp", type=pathlib.Path)
    options = parser.parse_args(own)
    tidy, flags = (split(rest[0]) + [[]])[:2] if rest else ([], [])
    options.config = "{}"
    for given in [option for option in tidy if re.match("--?config=", option)]:
        options.config = given.split("=", 1)[1]
        tidy.remove(given)
    options.tidy, options.flags = tidy, flags
    return options


def split(arguments):
    """What stands before and after the first `--`."""
    if "--" not in arguments:
        return [arguments]
    at = arguments.index("--")
    return [arguments[:at], arguments[at + 1:]]


def standards(wanted):
    first = wanted.removesuffix("-or-later")
    if first == wanted:
        return wanted.split(",")
    return STANDARDS[STANDARDS.index(first):]


def fail(*lines):
    sys.exit("\n".join(map(str, lines)))


class Directives:
    """The CHECK comments of a source, for the suffixes of this run."""

    def __init__(self, source, suffixes):
        text = source.read_text()
        self.source = source
        self.prefixes = {}
        for kind in KINDS:
            names = [f"CHECK-{kind}" + (f"-{suffix}" if suffix else "") for suffix in suffixes.split(",")]
            self.prefixes[kind] = [n for n in names if re.search(rf"{n}(-NOT|-DAG|-NEXT|-SAME|-COUNT-\d+)?:", text)]
        if self.prefixes["MESSAGES"] and self.prefixes["NOTES"]:
            fail(f"{source}: CHECK-MESSAGES and CHECK-NOTES exclude each other")
        self.emptied = re.sub(r"// *CHECK-[A-Z0-9-]*:[^\n]*", "//", text)

    def match(self, kind, file, *options):
        if self.prefixes[kind]:
            subprocess.run(["FileCheck-22", f"-input-file={file}", self.source, "-allow-unused-prefixes=false",
                            "-check-prefixes=" + ",".join(self.prefixes[kind]), *options], check=True)

    def match_output(self, output, file):
        if "note: fix (" not in self.source.read_text():
            output = front_ends.without_fix_notes(output)
        if not (self.prefixes["MESSAGES"] or self.prefixes["NOTES"]):
            if output.strip():
                fail("no CHECK comment, but clang-tidy says:", output)
            return
        file.write_text(output)
        self.match("MESSAGES", file, "-implicit-check-not={{warning|error}}:")
        self.match("NOTES", file, "-implicit-check-not={{note|warning|error}}:")


def without_fix_reports(output):
    return re.sub(r"(?m)^(.* note: FIX-IT applied suggested code changes|clang-tidy applied \d+ of \d+ .*)\n", "", output)


def limits_of(source):
    """What an editor does not show of a test: file names and lines."""
    test = source.resolve().relative_to(LIMITS.parent).as_posix()
    lines = [line.split() for line in LIMITS.read_text().splitlines() if line and not line.startswith("#")]
    return {place for name, place, *_ in lines if name == test}


def differences(title, expected, found):
    wanted, got = ("\n".join(map(str, findings)).splitlines() for findings in (expected, found))
    lines = list(difflib.unified_diff(wanted, got, "clang-tidy", title, lineterm="", n=0))
    return lines


def compare_with_editor(expected, shown, limited):
    """Returns the places that the editor did not show, all of which must be listed."""
    def place(finding):
        return f"{pathlib.Path(finding.file).name}:{finding.line}"
    missing = [finding for finding in expected if finding not in shown]
    hidden = {place(finding) for finding in missing}
    rest = [finding for finding in expected if place(finding) not in limited or finding in shown]
    if lines := differences("sc-clangd", rest, shown):
        fail(f"sc-clangd differs from clang-tidy, which {LIMITS.name} does not say:", *lines)
    return hidden


def prepare(options, standard, text):
    """Writes the file into a folder of its own, with the test's other files."""
    folder = options.temp / standard
    inputs = options.source.parent / "Inputs" / options.source.stem
    if inputs.is_dir():
        shutil.copytree(inputs, folder)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder.resolve() / options.source.name
    file.write_text(text)
    config = options.config.strip()
    separator = "" if config == "{}" else ", "
    (folder / ".clang-tidy").write_text(f"{{Checks: '-*,{options.check}'{separator}{config[1:]}\n")
    return file


def flags_for(options, standard):
    library = [] if any(flag.startswith("-stdlib=") for flag in options.flags) else MOCK
    return [f"-std={standard}", *library, *options.flags]


def check_fixes(options, run, file, directives):
    """The file has been fixed; it must be right, compile and be at rest."""
    fixed = file.read_text()
    if not directives.prefixes["FIXES"]:
        if fixed != directives.emptied:
            fail("there is no CHECK-FIXES, but the file was changed:",
                 *difflib.unified_diff(directives.emptied.splitlines(), fixed.splitlines(), lineterm="", n=0))
        return
    directives.match("FIXES", file, "-match-full-lines")
    if subprocess.run(["clang++-22", "-fsyntax-only", "-w", *run.flags, str(file)]).returncode:
        fail("the fixed file does not compile")
    front_ends.run_tidy(PLUGIN, run, file, "-fix")
    if file.read_text() != fixed:
        fail("a second run fixes more")


def check_review(run, file, directives):
    """The same for what is to be reviewed, which goes into the file as it was."""
    if not directives.prefixes["REVIEW"]:
        return
    file.write_text(directives.emptied)
    front_ends.run_tidy(PLUGIN, run, file, "-fix", "-fix-notes")
    directives.match("REVIEW", file, "-match-full-lines")
    if subprocess.run(["clang++-22", "-fsyntax-only", "-w", *run.flags, str(file)]).returncode:
        fail("the file does not compile after the fixes to review")


def without_fix_notes(findings):
    """An editor shows a fix as such, if it has edits, and not as a note."""
    return [dataclasses.replace(finding, notes=tuple(n for n in finding.notes if not n.message.startswith("fix (")))
            for finding in findings]


def check_standard(options, standard, directives, server):
    """Runs every front end; returns the places that the editor did not show."""
    file = options.temp.resolve() / standard / options.source.name
    run = Run(options.check, options.config, options.tidy, flags_for(options, standard))
    code, output = front_ends.run_tidy(PLUGIN, run, file)
    if code != options.error:
        fail(f"clang-tidy ended with code {code}:", output)
    expected = front_ends.findings_in(output, file)
    directives.match_output(output, file.with_suffix(".msg"))
    for title, program in {"sc-clang-tidy": LINKED_IN, "sc-lint": SC_LINT}.items():
        _, text = front_ends.run_tidy(program, run, file)
        if lines := differences(title, expected, front_ends.findings_in(text, file)):
            fail(f"{title} differs from clang-tidy:", *lines)
    shown, edited = front_ends.clangd_findings(server, file)
    hidden = compare_with_editor(without_fix_notes(expected), without_fix_notes(shown), limits_of(options.source))
    if output:
        front_ends.run_tidy(PLUGIN, run, file, "-fix")
        if file.read_text() != edited:
            fail("sc-clangd's quick fixes make another file than clang-tidy -fix:",
                 *difflib.unified_diff(file.read_text().splitlines(), edited.splitlines(), lineterm="", n=0))
    check_fixes(options, run, file, directives)
    check_review(run, file, directives)
    return hidden


def main():
    options = parse_arguments(sys.argv[1:])
    directives = Directives(options.source, options.suffixes)
    shutil.rmtree(options.temp, ignore_errors=True)
    compile_commands = []
    for standard in standards(options.std):
        file = prepare(options, standard, directives.emptied)
        compile_commands.append({"directory": str(file.parent), "file": str(file),
                                 "arguments": ["clang++", *flags_for(options, standard), str(file)]})
    front_ends.write_json(options.temp / "compile_commands.json", compile_commands)
    hidden = set()
    with front_ends.start_clangd(options.temp) as server:
        for standard in standards(options.std):
            print(f"---- -std={standard}", flush=True)
            hidden |= check_standard(options, standard, directives, server)
    if shows := limits_of(options.source) - hidden:
        fail(f"{LIMITS.name} lists what an editor does show:", *shows)


if __name__ == "__main__":
    main()
