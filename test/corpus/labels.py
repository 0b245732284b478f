"""Labelled sites of foreign code, and what findings come to beside them."""

import dataclasses
import re
from collections import Counter, defaultdict

# The checks that answer to each class of hazard. A spawn gets one diagnostic, so
# a graver one may stand where the class's own would.
CLASSES = {
    "H1": ("nothing waits for it", {"detached-thread", "escaping-capture", "this-capture", "fire-and-forget",
                                    "daemon-without-owner"}),
    "H2": ("future dropped or not looked at", {"discarded-future", "unobserved-error", "future-lost-in-callback"}),
    "H3": ("joinable at its end", {"unjoined-thread", "member-order"}),
    "H4": ("outlives what it captures", {"escaping-capture", "this-capture", "loop-capture", "scope-order",
                                         "fire-and-forget", "detached-thread"}),
    "H5": ("sleep as join", {"sleep-as-join"}),
    "H6": ("thread per item", {"thread-per-item", "detached-thread"}),
    "H7": ("hand-made join", {"manual-waitgroup", "prefer-group"}),
    "H8": ("exception lost", {"lost-exception"}),
}
CLEAN = "clean"
COLUMNS = ["repo", "commit", "file", "line", "class", "reason"]
SLACK = 3  # A label and a finding may be this many lines apart.

# A label whose reason bears one of these may be found or not.
OPTIONAL = re.compile(r"\[(?:exc-only|exc-alloc|sleep-as-sync|poll|debatable|co_spawn-detached|main-root|daemon-main"
                      r"|inactive-pp)\]")


class BadLabels(Exception):
    """A file that holds no labels, in words for the user."""


@dataclasses.dataclass(frozen=True)
class Label:
    file: str
    line: int
    kind: str  # A class, or CLEAN.
    reason: str

    @property
    def optional(self):
        return bool(OPTIONAL.search(self.reason))


@dataclasses.dataclass(frozen=True, order=True)
class Finding:
    file: str
    line: int
    check: str  # Without "structured-".
    message: str
    noted: tuple = dataclasses.field(default=(), compare=False)  # (file, line) of each of its notes.

    def is_near(self, label):
        return is_near((self.file, self.line), label)

    def answers(self, label):
        """Is it of that class, and the label near it or near one of its notes?"""
        return self.check in CLASSES[label.kind][1] and any(
            is_near(place, label) for place in [(self.file, self.line), *self.noted])


def is_near(place, label):
    file, line = place
    return file == label.file and abs(line - label.line) <= SLACK


@dataclasses.dataclass
class Repository:
    name: str  # OWNER/NAME
    commit: str
    labels: list


def read_labels(path):
    """The repositories of a labels file, in its order."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadLabels(f"{path}: {getattr(error, 'strerror', None) or 'this is not text'}") from None
    if not lines or lines[0].split("\t") != COLUMNS:
        raise BadLabels(f"{path}: its first line names the columns {', '.join(COLUMNS)}, tabs between them")
    repositories = {}
    for number, line in enumerate(lines[1:], 2):
        row = line.split("\t")
        if len(row) != len(COLUMNS) or not row[3].isdigit() or row[4] not in (*CLASSES, CLEAN):
            raise BadLabels(f"{path}:{number}: not a label: {line[:60]}")
        repository = repositories.setdefault(row[0], Repository(row[0], row[1], []))
        repository.labels.append(Label(row[2], int(row[3]), row[4], row[5]))
    return list(repositories.values())


@dataclasses.dataclass
class Score:
    """What the findings in one repository, or in several, come to."""
    found: Counter = dataclasses.field(default_factory=Counter)
    missed: Counter = dataclasses.field(default_factory=Counter)
    optional: Counter = dataclasses.field(default_factory=Counter)  # Found, though it need not be.
    false: Counter = dataclasses.field(default_factory=Counter)
    right: int = 0  # Findings that answer a label.

    def add(self, other):
        for name in ("found", "missed", "optional", "false"):
            getattr(self, name).update(getattr(other, name))
        self.right += other.right

    def rows(self):
        """class, found, missed, optional found, false alarms of its checks"""
        for kind in CLASSES:
            row = (self.found[kind], self.missed[kind], self.optional[kind], self.false[kind])
            if any(row):
                yield (kind, *row)


def class_of(check):
    """The first class that a check answers to."""
    return next((kind for kind, (_, checks) in CLASSES.items() if check in checks), CLEAN)


def judge(labels, findings):
    """Holds findings against labels: (score, missed labels, false alarms, unlabelled findings)."""
    score, missed, right = Score(), [], set()
    for label in labels:
        if label.kind == CLEAN:
            continue
        answers = {f for f in findings if f.answers(label)}
        right |= answers
        if answers:
            (score.optional if label.optional else score.found)[label.kind] += 1
        elif not label.optional:
            score.missed[label.kind] += 1
            missed.append(label)
    score.right = len(right)
    near = defaultdict(list)
    for finding in findings:
        near[finding] = [label for label in labels if finding.is_near(label)]
    firm = {f for f in findings if near[f] and all(n.kind == CLEAN and not n.optional for n in near[f])}
    false = sorted(firm - right)
    for finding in false:
        score.false[class_of(finding.check)] += 1
    return score, missed, false, sorted(set(findings) - right - firm)
