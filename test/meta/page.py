"""Reads the page of a check: docs/checks/<name>.md.

A page is front matter between two lines of dashes, then sections of a fixed
set, whose C++ blocks are tagged bad or good.
"""

import dataclasses
import pathlib
import re

FRONT_MATTER = ["name", "summary", "since", "fix"]
REQUIRED = ["What it does", "Why it is bad", "Example", "Use instead"]
HEADINGS = REQUIRED + ["Options", "Known limits", "References"]
GENERATED = "index.md"


class PageError(Exception):
    """A page that cannot be read."""


@dataclasses.dataclass
class Block:
    """A fenced piece of code; its line is the one after the fence."""
    tags: list
    text: str
    line: int


@dataclasses.dataclass
class Page:
    path: pathlib.Path
    front: dict
    sections: list  # (heading, text)
    blocks: list

    @property
    def check(self):
        return "structured-" + self.path.stem

    def section(self, heading):
        return "\n".join(text for name, text in self.sections if name == heading)

    def options(self):
        """The options it documents, with their default values.

        Each is an item of a list: - `Name`: what it does. Default: `value`.
        No default value is written as: Default: empty.
        """
        found = {}
        for item in re.split(r"^- ", self.section("Options"), flags=re.M)[1:]:
            name = re.match(r"`([^`]+)`:", item)
            default = re.search(r"Default:\s+(?:`([^`]*)`|empty)", item)
            if not name or not default:
                raise PageError(f"{self.path.name}: not of the form '- `Name`: text. Default: `value`.': "
                                + " ".join(item.split())[:60])
            found[name.group(1)] = default.group(1) or ""
        return found


def read_page(path):
    text = path.read_text()
    parts = re.match(r"---\n(.*?)\n---\n(.*)", text, re.S)
    if not parts:
        raise PageError(f"{path.name}: no front matter between two lines of '---'")
    front = {}
    for line in parts.group(1).split("\n"):
        key, colon, value = line.partition(":")
        if not colon:
            raise PageError(f"{path.name}: front matter has a line without ':': {line}")
        front[key.strip()] = value.strip()
    lines = text.split("\n")
    return Page(path, front, *split(path, lines, first=parts.group(1).count("\n") + 3))


def split(path, lines, first):
    """The sections and the blocks of a page's lines, from one index on."""
    sections, blocks, fence = [], [], None
    for number, line in enumerate(lines[first:], start=first + 1):
        if line.startswith("```"):
            if fence is None:
                fence = Block(line[3:].split(), "", number + 1)
            else:
                blocks.append(fence)
                fence = None
        elif fence is not None:
            fence.text += line + "\n"
        elif line.startswith("#"):
            sections.append((line.lstrip("#").strip() if line.startswith("## ") else line, ""))
            continue
        if sections:
            sections[-1] = (sections[-1][0], sections[-1][1] + line + "\n")
    if fence is not None:
        raise PageError(f"{path.name}:{fence.line - 1}: this block is not closed")
    return sections, blocks


def read_pages(root):
    """All pages of a repository, in the order of their names."""
    return [read_page(path) for path in sorted((root / "docs" / "checks").glob("*.md"))
            if path.name != GENERATED]
