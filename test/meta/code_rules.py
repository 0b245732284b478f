"""House rules about the code of the checks."""

import re

from repository import Warn, class_of

TESTS = ["test/checks/*.cpp", "test/checks/[!I]*/*.cpp"]  # Inputs/ holds none.
BUDGETS = [  # (what, files, noted above, refused above)
    ("check", ["checks/*Check.cpp"], 120, 200),
    ("page", ["docs/checks/*.md"], 80, 150),
    ("test", TESTS, 600, 600),
]
FUNCTION = (25, 40)
BAD_WORDS = {"util", "utils", "helper", "helpers", "common", "misc"}


def names(repo):
    """Every registered check has a page and a test, and there are no others.

    A check with many tests has a folder of its name too, beside its first file. Those
    of all checks at once stand in all/.
    """
    registered = set(repo.registered())
    for what, pattern in (("page", "docs/checks/*.md"), ("test", "test/checks/*.cpp")):
        found = {"structured-" + path.stem for path in repo.files(pattern)} - {"structured-index"}
        for name in sorted(registered - found):
            yield f"{name} has no {what}: {pattern.replace('*', name.removeprefix('structured-'))}"
        for name in sorted(found - registered):
            yield f"no check {name} is registered for {pattern.replace('*', name.removeprefix('structured-'))}"
    for folder in sorted({path.parent for path in repo.files(*TESTS)} - {repo.root / "test/checks"}):
        if folder.name != "all" and "structured-" + folder.name not in registered:
            yield f"no check structured-{folder.name} is registered for {repo.name_of(folder)}/"


def registry(repo):
    """Module.cpp has a line for each check, in the order of the names."""
    text = (repo.root / "checks/Module.cpp").read_text()
    added = re.findall(r'Checks\.add<(\w+)>\(\s*"([\w-]+)"\)', text)
    if [name for _, name in added] != sorted(name for _, name in added):
        yield "checks/Module.cpp: the checks are not in the order of their names"
    if sorted(name for _, name in added) != sorted(repo.registered()):
        yield "checks/Module.cpp does not name the checks that the program has"
    for cls, name in added:
        if cls != class_of(name):
            yield f"checks/Module.cpp: {name} is made by {cls}, not by {class_of(name)}"


def orphans(repo):
    """checks/ holds Module.cpp and a header and a source for each check."""
    expected = {"Module.cpp"}
    for name in repo.registered():
        expected |= {class_of(name) + ".h", class_of(name) + ".cpp"}
    found = {path.name for path in repo.files("checks/*.cpp", "checks/*.h")}
    for name in sorted(found - expected):
        yield f"checks/{name} belongs to no registered check; what checks share goes to model/ or support/"
    for name in sorted(expected - found):
        yield f"checks/{name} is missing"


def file_names(repo):
    """Files are named for their one subject, never Utils or Helpers."""
    for name in repo.listed():
        words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name.rsplit("/", 1)[-1])
        if BAD_WORDS & {word.lower() for word in words}:
            yield f"{name}: name it for what it is about"


def bindings(repo):
    """What a matcher binds is named by a constant, written once."""
    for path in repo.files("checks/**/*.cpp", "checks/**/*.h"):
        for number, line in enumerate(path.read_text().split("\n"), 1):
            if re.search(r'\.bind\("|getNodeAs<[^>]*>\("', line):
                yield f"{repo.name_of(path)}:{number}: a bound name is a constant, not a literal"


def over(budget, length, what):
    noted, refused = budget
    if length > refused:
        return f"{what} has {length} lines; at most {refused}"
    if length > noted:
        return Warn(f"{what} has {length} lines; better {noted}")
    return None


def functions(text):
    """The functions of a file in LLVM's style: (signature, length)."""
    lines = text.split("\n")
    start = 0
    for number, line in enumerate(lines):
        if line and not line[0].isspace() and not line.startswith(("{", "}", "//", "#")):
            # A declaration begins after the last line that ends one.
            if number == 0 or re.search(r"[;}]$|^$|^[#}]|^//", lines[number - 1]):
                start = number
        if line == "}":
            yield lines[start].rstrip(" {"), number - start + 1


def budgets(repo):
    """Checks, functions, pages and tests stay short."""
    for what, patterns, *budget in BUDGETS:
        for path in repo.files(*patterns):
            if path.name != "index.md":
                yield over(budget, path.read_text().count("\n"), f"{repo.name_of(path)}: this {what}")
    for path in repo.files("checks/*.cpp"):
        for signature, length in functions(path.read_text()):
            yield over(FUNCTION, length, f"{repo.name_of(path)}: {signature}")


LITERAL = r'"(?:[^"\\\n]|\\.)*"'


def literals(text):
    """The string literals of a C++ file, adjacent ones joined: (line, text)."""
    blank = lambda found: found.group() if found.group()[0] == '"' else re.sub(r"[^\n]", " ", found.group())
    code = re.sub(LITERAL + r"|//[^\n]*|/\*.*?\*/|^#[^\n]*", blank, text, flags=re.S | re.M)
    for found in re.finditer(rf"{LITERAL}(?:\s*{LITERAL})*", code):
        joined = "".join(part[1:-1] for part in re.findall(LITERAL, found.group()))
        yield code.count("\n", 0, found.start()) + 1, joined


def voice(message):
    """What is wrong with a message, or None."""
    if re.match(r"[A-Z][a-z]", message):
        return "begins with a capital"
    if re.search(r"(?<!\.)\.$", message):
        return "ends with a full stop"
    if "\\n" in message:
        return "has more than one line"
    if re.search(r"\bthis check\b", message, re.I):
        return "says 'this check'"
    return None


def messages(repo):
    """Messages are one line, with no capital first and no full stop."""
    found = []
    for path in repo.files("checks/**/*.cpp", "checks/**/*.h"):
        if path.name != "Module.cpp":
            found += [(path, line, text) for line, text in literals(path.read_text()) if " " in text.strip()]
    for path in repo.files(*TESTS):
        for number, line in enumerate(path.read_text().split("\n"), 1):
            expected = re.search(r"CHECK-\S+:.*?\b(?:warning|error|note): (.*?)(?: \[structured-[\w-]+\])?$", line)
            if expected:
                found.append((path, number, expected.group(1)))
    if not found:
        yield "no messages were found"
    for path, line, text in found:
        if fault := voice(text):
            yield f"{repo.name_of(path)}:{line}: this message {fault}: {text[:60]}"


def own_code(repo):
    """Our own code passes our own checks."""
    done = repo.run(repo.program("sc-lint"), "-p", repo.database, cwd=repo.root)
    if done.returncode != 0:
        yield f"sc-lint ended with {done.returncode}:\n{done.stdout}{done.stderr}"


RULES = [names, registry, orphans, file_names, bindings, budgets, messages, own_code]
