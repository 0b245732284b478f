"""Reads the guide of the runtime, docs/runtime, and says what is wrong with it.

A program is examples/NAME.cpp, what it prints examples/NAME.out. Two sentences in
its comments count: "The lines come in any order." and "It ends with code N."

A page shows them in fenced blocks, which fill.py writes, and nothing else that is C++ or a run:

    cpp examples/NAME.cpp             the whole file
    cpp examples/NAME.cpp: REGION     what stands between // begin REGION and // end REGION
    console                           first line $ ./NAME, or $ ./NAME; echo $?
                                      or $ sc-lint examples/NAME.cpp -- -std=c++17
"""

import pathlib
import re
import subprocess
import textwrap

ROOT = pathlib.Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "runtime"
INCLUDE = ROOT / "tool" / "runtime" / "include"
STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"]
COMPILERS = {"clang++-c++17": ["clang++-22", "-std=c++17", "-O0"], "g++-c++20": ["g++", "-std=c++20", "-O0"]}
BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.M | re.S)
TEXT_ONLY = {"sh", "go", "kotlin", "swift", "python", "java"}
OF_ITS_OWN = {"leak-check.md", "leak-preload.md"}  # test/leak reads it.


def programs():
    return sorted((GUIDE / "examples").glob("*.cpp"))


def pages():
    return sorted(path for path in GUIDE.glob("*.md") if path.name not in OF_ITS_OWN)


def run(*command, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, **options)


def exit_code(source):
    said = re.search(r"^// .*\bIt ends with code (\d+)\.", source.read_text(), re.M)
    return int(said.group(1)) if said else 0


def printed(source):
    return source.with_suffix(".out").read_text()


# Programs.

def program_problems(source, compiler, folder):
    """Compiles a program, runs it, and compares."""
    program = pathlib.Path(folder) / source.stem
    compiled = run(*COMPILERS[compiler], *STRICT, "-pthread", "-I", INCLUDE, source, "-o", program)
    if compiled.returncode != 0:
        return [compiled.stderr]
    done = run(program, timeout=120)
    lines, expected = done.stdout.splitlines(), printed(source).splitlines()
    if "The lines come in any order." in source.read_text():
        lines, expected = sorted(lines), sorted(expected)
    problems = []
    if lines != expected:
        problems.append(f"{source.name} does not print {source.stem}.out:\n{done.stdout}{done.stderr}")
    if done.returncode != exit_code(source):
        problems.append(f"{source.name} ends with code {done.returncode}, not {exit_code(source)}")
    return problems


def lint(lint_program, *sources):
    """What sc-lint says about files, named as the pages name them."""
    names = [source.relative_to(GUIDE) for source in sources]
    return run(lint_program, "-q", *names, "--", "-std=c++17", "-I", INCLUDE, cwd=GUIDE)


def finding_problems(lint_program):
    """The programs have no findings; what is hazardous has a folder of its own."""
    done = lint(lint_program, *programs())
    return [done.stdout + done.stderr] if done.stdout or done.returncode != 0 else []


# Pages.

def blocks(text):
    """The fenced blocks: (line, info, content)."""
    for found in re.finditer(BLOCK, text):
        yield text.count("\n", 0, found.start()) + 1, found.group(1), found.group(2)


def shown_code(info):
    """The code that a block's info string names; None if there is none such."""
    named = re.fullmatch(r"cpp (examples/\S+\.cpp)(?:: (.+))?", info)
    if not named or not (GUIDE / named.group(1)).is_file():
        return None
    text, region = (GUIDE / named.group(1)).read_text(), named.group(2)
    if region:
        found = re.search(rf"^ *// begin {re.escape(region)}\n(.*?)^ *// end {re.escape(region)}$", text, re.M | re.S)
        if not found:
            return None
        text = textwrap.dedent(found.group(1))
    return re.sub(r"^ *// (?:begin|end) .*\n", "", text, flags=re.M)


def shown_run(command, lint_program):
    """What a console block shows below its command; None for a command that is not ours."""
    started = re.fullmatch(r"\$ \./([\w-]+)(; echo \$\?)?", command)
    linted = re.fullmatch(r"\$ sc-lint (examples/\S+\.cpp) -- -std=c\+\+17", command)
    if linted and (GUIDE / linted.group(1)).is_file():
        return lint(lint_program, GUIDE / linted.group(1)).stdout
    source = GUIDE / "examples" / f"{started.group(1)}.cpp" if started else None
    if not source or not source.is_file() or (exit_code(source) != 0 and not started.group(2)):
        return None
    return printed(source) + (f"{exit_code(source)}\n" if started.group(2) else "")


def block_problems(text, lint_program):
    for line, info, content in blocks(text):
        if info.startswith("cpp"):
            code = shown_code(info)
            if code is None:
                yield f"{line}: no file or region for a block '{info}'"
            elif code != content:
                yield f"{line}: the block is not what '{info}' names"
        elif info == "console":
            command, _, below = content.partition("\n")
            expected = shown_run(command, lint_program)
            if expected is None:
                yield f"{line}: a run that is not tested, or hides its code: {command}"
            elif expected != below:
                yield f"{line}: '{command}' shows something else:\n{expected}"
        elif info not in TEXT_ONLY:
            yield f"{line}: a block '{info}', which nothing checks"


def anchors(page):
    """The anchors that a page's headings make."""
    for heading in re.findall(r"^#+ (.*)$", BLOCK.sub("", page.read_text()), re.M):
        yield re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def link_problems(text):
    for target, anchor in re.findall(r"\]\((?!https?://)([^)#\s]+)#?([^)\s]*)\)", text):
        if not (GUIDE / target).exists():
            yield f"there is no {target}"
        elif anchor and anchor not in anchors(GUIDE / target):
            yield f"{target} has no heading for #{anchor}"


def runtime_tests():
    """Suite.Name of each of the runtime's tests."""
    return {f"{suite}.{name}" for path in (ROOT / "test" / "runtime").glob("*.cpp")
            for suite, name in re.findall(r"^(?:TYPED_)?TEST(?:_[FP])?\((\w+),\s*(\w+)\)", path.read_text(), re.M)}


def test_name_problems(text, known):
    for name in re.findall(r"`([A-Z]\w+\.(?:[A-Z]|test)\w+)`", text):
        if name not in known:
            yield f"no test is called {name}"


def page_problems(text, lint_program):
    return [*block_problems(text, lint_program), *link_problems(text), *test_name_problems(text, runtime_tests())]


def coverage_problems(texts, sources):
    """Every program is shown on a page, and says what it prints."""
    infos = [info for text in texts for _, info, _ in blocks(text)]
    for source in sources:
        name = source.relative_to(GUIDE).as_posix()
        if not any(re.match(rf"cpp {re.escape(name)}(:|$)", info) for info in infos):
            yield f"no page shows {name}"
        if source.parent == GUIDE / "examples" and not source.with_suffix(".out").is_file():
            yield f"{name} has no {source.stem}.out"


# The rules themselves.

def rule_problems(lint_program):
    """What is wrong on a page is found."""
    code, region = shown_code("cpp examples/two-ways.cpp"), shown_code("cpp examples/two-ways.cpp: by hand")
    hazard = lint(lint_program, GUIDE / "examples/hazards/say.cpp").stdout
    assert "[structured-detached-thread]" in hazard, hazard
    out = printed(GUIDE / "examples/flusher.cpp")

    def fence(info, content):
        return f"```{info}\n{content}```\n"

    say = "$ sc-lint examples/hazards/say.cpp -- -std=c++17\n"
    sound = [fence("cpp examples/two-ways.cpp", code), fence("cpp examples/two-ways.cpp: by hand", region),
             fence("console", say + hazard), fence("console", "$ ./flusher; echo $?\n" + out + "1\n"),
             fence("sh", "anything\n"), "[a](README.md#a-group-waits) [c](https://d)", "`Contract.DestructorWaitsToo`"]
    broken = [fence("cpp", code), fence("", code), fence("c++", code), fence("cpp examples/nowhere.cpp", code), fence("cpp examples/two-ways.cpp", "x\n" + code),
              fence("cpp examples/two-ways.cpp: by foot", region), fence("cpp examples/two-ways.cpp: by hand", code),
              fence("console", say), fence("console", "$ ./flusher\n" + out), fence("console", "$ ./flusher; echo $?\n" + out),
              fence("console", "$ ls\n"), "[a](nowhere.md)", "[a](README.md#nowhere)", "`Contract.Nowhere`"]
    problems = [f"a sound page is refused: {found}\n{text}" for text in sound for found in page_problems(text, lint_program)]
    problems += [f"a broken page is accepted:\n{text}" for text in broken if not page_problems(text, lint_program)]
    if not list(coverage_problems([""], programs())):
        problems.append("it is accepted that no page shows a program")
    return problems
