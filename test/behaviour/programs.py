"""Holds legacy programs against what they say of themselves, before and after sc-lint --fix=review.

A program is programs/NAME.cpp; its main checks what it has done, and gives 0 or 1. Its first
comment says what it does, and then, a line each:

    // fixes: 1 safe, 2 review    what is applied; "none" for nothing
    // standard: c++14            if it is not C++17
    // before: races              ThreadSanitizer objects to it before; else it passes then
    // only after: WORD           run with this argument, it fails before and passes after
"""

import re
import tempfile

import projects

KEYS = {"fixes", "standard", "before", "only after"}


def programs():
    return sorted((projects.HERE / "programs").glob("*.cpp"))


def head_of(source):
    """What a program says of itself. Raises ValueError for what cannot be understood."""
    head = {"standard": "c++17", "before": "passes", "only after": ""}
    for key, value in re.findall(r"^// ([a-z ]+): (.*)$", source.read_text(), re.M):
        if key not in KEYS:
            raise ValueError(f"{source.name}: '{key}' means nothing")
        head[key] = value
    if head["before"] not in ("passes", "races"):
        raise ValueError(f"{source.name}: before is 'passes' or 'races', not '{head['before']}'")
    head["fixes"] = fixes_of(source.name, head.get("fixes", ""))
    return head


def fixes_of(name, text):
    counts = {"safe": 0, "review": 0}
    for part in [] if text == "none" else text.split(", "):
        said = re.fullmatch(r"(\d+) (safe|review)", part)
        if not said:
            raise ValueError(f"{name}: fixes are '1 safe, 2 review' or 'none', not '{text}'")
        counts[said.group(2)] = int(said.group(1))
    return counts


def outcome(done):
    """What is wrong with a run, or None."""
    if races := projects.count_races(done.stderr):
        return f"makes ThreadSanitizer object {races} times:\n{done.stderr}"
    return f"ends with {done.returncode}:\n{done.stderr}" if done.returncode != 0 else None


def before_problems(folder, head):
    flags = projects.TSAN if head["before"] == "races" else ["-O1"]
    program, broken = projects.build(folder, head["standard"], "before", *flags)
    if broken:
        yield f"before, it does not compile:\n{broken}"
        return
    done = projects.run(program)
    if head["before"] == "passes" and outcome(done):
        yield f"before, it {outcome(done)}"
    if head["before"] == "races" and not projects.count_races(done.stderr):
        yield "before, ThreadSanitizer should object, and does not"
    if head["only after"] and projects.run(program, head["only after"]).returncode == 0:
        yield f"before, with '{head['only after']}', it should fail, and does not"


def fix_problems(folder, head, lint_program):
    done = projects.fix(lint_program, folder)
    counts = projects.applied(done)
    if counts != head["fixes"]:
        yield f"it should get the fixes {head['fixes']}, but gets {counts}:\n{done.stdout}{done.stderr}"
    again = projects.fix(lint_program, folder, "--diff")
    if again.returncode != 0 or again.stdout:
        yield f"a second run has more to do, and ends with {again.returncode}:\n{again.stdout}{again.stderr}"


def after_problems(folder, head):
    program, broken = projects.build(folder, head["standard"], "after", *projects.TSAN)
    if broken:
        yield f"after, it does not compile:\n{broken}"
        return
    for words in [[], [head["only after"]]] if head["only after"] else [[]]:
        if wrong := outcome(projects.run(program, *words)):
            yield f"after, run with {words}, it {wrong}"


def problems(source, lint_program):
    """What is not as a program says."""
    head = head_of(source)
    with tempfile.TemporaryDirectory() as folder:
        projects.make_project(folder, [source], head["standard"])
        return [*before_problems(folder, head), *fix_problems(folder, head, lint_program),
                *after_problems(folder, head)]


# Each of these is wrong in one way: what is replaced in a program, and what is to be said of it.
SEEDED = [
    ("row_sums.cpp", "// fixes: 1 safe", "// fixes: 1 review", "it should get the fixes"),
    ("row_sums.cpp", "sums[row] = std", "sums[0] = std", "after, run with [], it "),
    ("loop_variable.cpp", "[&] {", "[&, number] {", "before, ThreadSanitizer should object"),
    ("early_return.cpp", "    return false;", "    return pricing.join(), false;", "it should fail, and does not"),
    ("two_halves.cpp", "found != 4", "found != 5", "before, it ends with 1"),
    # After the meeting, nothing orders what the threads do.
    ("meeting.cpp", "after[guest] += other", "after[0] += other", "it makes ThreadSanitizer object"),
]


def seeded_problems(lint_program):
    """What of the programs that are made wrong is not seen."""
    for name, old, new, expected in SEEDED:
        text = (projects.HERE / "programs" / name).read_text()
        if text.count(old) != 1:
            yield f"{name} has not one '{old}'"
            continue
        with tempfile.TemporaryDirectory() as folder:
            wrong = projects.pathlib.Path(folder) / name
            wrong.write_text(text.replace(old, new))
            found = problems(wrong, lint_program)
        if not any(expected in problem for problem in found):
            yield f"{name} with '{new}' should be said to be wrong ('{expected}'), but: {found}"
