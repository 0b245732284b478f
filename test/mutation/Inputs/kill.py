#!/usr/bin/env python3
"""Mutates a header of the runtime in a copy, and runs the test that must find it.

usage: kill.py --build-dir DIR --work-dir DIR NAME
       kill.py --list

NAME is a mutation of mutations.toml, or none/SOURCE: the tests that are named for
that source must pass as long as nothing is mutated. Exit code: 0 if that is so.
"""

import argparse
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
GTEST = pathlib.Path("/usr/src/googletest/googletest/include")
COMPILER = ["clang++-22", "-std=c++17", "-DSC_TEST_EXPLORE", "-pthread"]
KEYS = {"name", "header", "text", "becomes", "source", "test"}
NONE = "none/"
SLOWEST = 120  # Seconds that a test may take.
HANGS_AFTER = 10  # Seconds after which one that says that it hangs does.


def mutations():
    with open(HERE / "mutations.toml", "rb") as file:
        entries = tomllib.load(file)["mutation"]
    for one in entries:
        assert one.keys() in (KEYS | {"says"}, KEYS | {"hangs"}), f"{one.get('name')} has other keys than it should"
    found = {one["name"]: one for one in entries}
    assert len(found) == len(entries), "two mutations have one name"
    return found


def names():
    found = mutations()
    return [*found, *sorted({NONE + one["source"] for one in found.values()})]


def mutate(include, one):
    header = include / "sc" / one["header"]
    text = header.read_text()
    times = text.count(one["text"])
    if times != 1:
        sys.exit(f"{one['header']} has the text {times} times, not once:\n{one['text']}")
    header.write_text(text.replace(one["text"], one["becomes"]))


def build(include, source, program, library, speed):
    if not library.exists():
        sys.exit(f"no GoogleTest in the build: {library}")
    command = [*COMPILER, speed, f"-I{include}", f"-I{ROOT / 'test/runtime'}", "-isystem", GTEST,
               ROOT / "test/runtime" / source, library, "-o", program]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        sys.exit(f"does not compile:\n{done.stdout}")


def run(program, tests, seconds):
    """What the tests say, and their exit code; None if they did not end in time."""
    command = [program, "--gtest_brief=1", f"--gtest_filter={':'.join(tests)}"]
    # In a session of its own, with whatever process a test makes.
    done = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        said, code = done.communicate(timeout=seconds)[0], done.returncode
    except subprocess.TimeoutExpired:
        os.killpg(done.pid, signal.SIGKILL)
        said, code = done.communicate()[0], None
    return said.decode(errors="replace"), code


def why_not_killed(one, said, code):
    """Why the test has not found the mutation, or ""."""
    if one.get("hangs"):
        return "" if code is None else "it did not hang"
    if code is None:
        return f"the test did not end in {SLOWEST} s"
    if code == 0:
        return "the test passes"
    if one["says"] not in said:
        return f"the test fails, but does not say: {one['says']}"
    if "_explore_" in one["source"] and not re.search(r"^schedule \d+, strategy", said, re.M):
        return "the test does not say in which schedule it fails"
    return ""


def why_not_passed(said, code, tests):
    if code != 0:
        return "they did not end in time" if code is None else "they fail"
    ran = re.search(r"^\[==========\] (\d+) tests? from", said, re.M)
    if not ran or int(ran[1]) != len(tests):
        return f"there are not just these tests: {', '.join(tests)}"
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--build-dir", type=pathlib.Path, help="a build, which has GoogleTest")
    parser.add_argument("--work-dir", type=pathlib.Path, help="where the copy is made")
    parser.add_argument("--list", action="store_true", help="list the names")
    parser.add_argument("name", nargs="?")
    args = parser.parse_args()
    if args.list:
        return print("\n".join(names()))
    if args.name not in names() or not args.build_dir or not args.work_dir:
        parser.error(f"a build, a folder and one of these names are wanted: {', '.join(names())}")

    work = args.work_dir / args.name.replace("/", "-")
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(ROOT / "tool/runtime/include", work / "include")
    library = args.build_dir / "test/runtime/libgtest-plain.a"
    program = work / "mutant"
    one = mutations().get(args.name)
    if one:
        mutate(work / "include", one)
        build(work / "include", one["source"], program, library, "-O0")  # It fails soon.
        said, code = run(program, [one["test"]], HANGS_AFTER if one.get("hangs") else SLOWEST)
        why = why_not_killed(one, said, code)
    else:
        source = args.name.removeprefix(NONE)
        tests = sorted({other["test"] for other in mutations().values() if other["source"] == source})
        build(work / "include", source, program, library, "-O1")
        said, code = run(program, tests, SLOWEST)
        why = why_not_passed(said, code, tests)
    print(said)
    if why:
        sys.exit(f"{args.name}: {why}")
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
