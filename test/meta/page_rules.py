"""House rules about the pages of the checks."""

import re
import tempfile
from pathlib import Path

from page import FRONT_MATTER, HEADINGS, REQUIRED, PageError
from repository import class_of, in_parallel

TIERS = {"none", "manual", "review", "safe"}
# What an example may take for granted.
PRELUDE = "".join(f"#include <{header}>\n" for header in [
    "atomic", "chrono", "condition_variable", "exception", "functional", "future", "iostream", "memory", "mutex",
    "optional", "stdexcept", "string", "string_view", "thread", "utility", "vector", "pthread.h"])


def page_form(repo):
    """Pages have the front matter and the headings, in order, that all of them have."""
    for page in repo.pages():
        where = repo.name_of(page.path)
        if list(page.front) != FRONT_MATTER or not all(page.front.values()):
            yield f"{where}: the front matter is {', '.join(FRONT_MATTER)}"
        if page.front.get("name") != page.check:
            yield f"{where}: its name is {page.check}"
        if not set(re.split(r",\s*", page.front.get("fix", ""))) <= TIERS:
            yield f"{where}: fix is one or more of {', '.join(sorted(TIERS))}"
        headings = [heading for heading, _ in page.sections]
        if headings != [h for h in HEADINGS if h in headings]:
            yield f"{where}: the headings are, in this order: {', '.join(HEADINGS)}"
        for heading in REQUIRED:
            if heading not in headings:
                yield f"{where}: '{heading}' is missing"
        for heading, text in page.sections:
            if not text.strip():
                yield f"{where}: '{heading}' is empty; leave it out"
        if "this check" in page.path.read_text().lower():
            yield f"{where}: never say 'this check'"


def first_sentence(comment):
    return re.match(r".*?[.!?…](?=\s|$)|.*", comment).group()


def summary(repo):
    """A page's summary is the first sentence of the check's comment."""
    for page in repo.pages():
        header = repo.root / "checks" / (class_of(page.check) + ".h")
        if not header.exists():
            yield f"{repo.name_of(page.path)}: there is no {repo.name_of(header)}"
            continue
        comment = re.search(rf"((?:^///.*\n)+)^class {class_of(page.check)}\b", header.read_text(), re.M)
        text = " ".join(re.sub(r"^///", "", comment.group(1), flags=re.M).split()) if comment else ""
        if page.front.get("summary") != first_sentence(text):
            yield (f"{repo.name_of(page.path)}: the summary is not the first sentence of "
                   f"{repo.name_of(header)}: {first_sentence(text) or 'there is none'}")


def options(repo):
    """A page documents the options that its check has, with their default values.

    What every check has, because all share one model, may be left out.
    """
    known = repo.options()
    shared = set.intersection(*map(set, known.values())) if len(known) > 1 else set()
    for page in repo.pages():
        where, has = repo.name_of(page.path), known.get(page.check, {})
        try:
            says = page.options()
        except PageError as error:
            yield str(error)
            continue
        for name in sorted(set(has) - set(says) - shared):
            yield f"{where}: the option {name} is not documented"
        for name, default in says.items():
            if name not in has:
                yield f"{where}: there is no option {name}"
            elif has[name] != default:
                yield f"{where}: the default of {name} is '{has[name]}', not '{default}'"


def shortened(output, lines=12):
    """The beginning of what a compiler says."""
    return "\n".join(output.split("\n")[:lines])


def lint_example(repo, page, block, folder, checks, **settings):
    """Runs the checks over one block, with the settings of its tags, too."""
    source = Path(folder) / f"{page.path.stem}-{block.line}.cpp"
    source.write_text(f'{PRELUDE}#line {block.line} "{page.path}"\n{block.text}')
    settings |= dict(tag.split("=", 1) for tag in block.tags if "=" in tag)
    config = ", ".join(f"{page.check}.{key}: '{value}'" for key, value in settings.items())
    standard = next((tag for tag in block.tags if tag.startswith("c++")), "c++17")
    return repo.run(repo.program("sc-clang-tidy"), "--quiet", "-checks=-*," + checks,
                    "-config={CheckOptions: {" + config + "}}", source, "--", "-std=" + standard, "-pthread",
                    "-I", repo.root / "tool/runtime/include", cwd=folder)


def run_example(repo, page, block, folder, enable):
    """Runs the checks over one block; says what is wrong, or returns None."""
    where = f"{repo.name_of(page.path)}:{block.line}"
    good = "good" in block.tags
    done = lint_example(repo, page, block, folder, "structured-*" if good else page.check,
                        **({"Enable": "true"} if enable else {}))
    output = done.stdout + done.stderr
    if " error: " in output or done.returncode != 0:
        return f"{where}: this example does not compile:\n{shortened(output)}"
    if good and "[structured-" in done.stdout:
        return f"{where}: this good example alarms:\n{shortened(done.stdout)}"
    if not good and f"[{page.check}]" not in done.stdout:
        return f"{where}: this bad example does not alarm"
    return None


def examples(repo):
    """Bad examples alarm, good examples do not, and all of them compile."""
    known = repo.options()
    jobs = []
    for page in repo.pages():
        if repo.only not in (None, page.check) or page.check not in known:
            continue
        tagged = [b for b in page.blocks if b.tags[:1] == ["cpp"]]
        for tag in ("bad", "good"):
            if not any(tag in block.tags for block in tagged):
                yield f"{repo.name_of(page.path)}: no block is tagged 'cpp {tag}'"
        for block in tagged:
            if ("bad" in block.tags) == ("good" in block.tags):
                yield f"{repo.name_of(page.path)}:{block.line}: a C++ block is tagged either good or bad"
            else:
                jobs.append((page, block, "Enable" in known[page.check]))
    with tempfile.TemporaryDirectory() as folder:
        yield from in_parallel(lambda job: run_example(repo, job[0], job[1], folder, job[2]), jobs)


def off(repo):
    """A check that has an option Enable finds nothing without it."""
    pages = [page for page in repo.pages() if "Enable" in page.options() and repo.only in (None, page.check)]
    jobs = [(page, block) for page in pages for block in page.blocks
            if "bad" in block.tags and not any(tag.startswith("Enable=") for tag in block.tags)]
    with tempfile.TemporaryDirectory() as folder:
        done = in_parallel(lambda job: lint_example(repo, *job, folder, job[0].check), jobs)
    for (page, block), result in zip(jobs, done):
        if f"[{page.check}]" in result.stdout:
            yield f"{repo.name_of(page.path)}:{block.line}: this example alarms, though the check is off"


def generated(repo):
    """What scripts/docs writes is up to date."""
    done = repo.run(repo.root / "scripts/docs", "--check")
    if done.returncode != 0:
        yield done.stderr.strip()


RULES = [page_form, summary, options, examples, off, generated]
