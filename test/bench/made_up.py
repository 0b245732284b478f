"""Made-up programs of many units, whose standard headers are small stand-ins: what they cost is what
is around the parse.
"""

import json
from pathlib import Path

import report

MOCK = report.ROOT / "test/mock"
FUNCTIONS = 20

THREAD_HEADER = """#pragma once
#include <thread>
struct C{0} {{
  void start();
  void stop();
  ~C{0}();
  std::thread Worker;
}};
"""

PLAIN_HEADER = """#pragma once
#include <string>
struct C{0} {{
  void stop();
  std::string Name;
}};
"""


def threads(number, units):
    """A class with a thread, which the next unit joins; every hundredth is not joined. So many
    functions call each other beside that."""
    previous = (number - 1) % units
    text = includes(number, previous)
    text += f"void C{number}::start() {{ Worker = std::thread([] {{}}); }}\n"
    text += f"C{number}::~C{number}() {{ stop(); }}\n"
    join = "" if previous % 100 == 0 else " if (Worker.joinable()) Worker.join(); "
    text += f"void C{previous}::stop() {{{join}}}\n"
    return THREAD_HEADER.format(number), text + functions(number)


def plain(number, units):
    """The same without a thread, so that nothing can be found."""
    previous = (number - 1) % units
    text = includes(number, previous) + f"void C{previous}::stop() {{ Name = \"\"; }}\n"
    return PLAIN_HEADER.format(number), text + functions(number)


def includes(number, previous):
    return f'#include "c{number}.h"\n#include "c{previous}.h"\n'


def functions(number):
    text = ""
    for index in range(FUNCTIONS):
        callee = f"f{number}_{index - 1}(Of);" if index else "Of.stop();"
        text += f"void f{number}_{index}(C{number} &Of) {{ {callee} }}\n"
    return text


def write(folder, units, kind=threads):
    """Writes the program, with its compile database. `kind` gives a unit's header and its source."""
    folder = Path(folder)
    entries = []
    for number in range(units):
        header, source = kind(number, units)
        (folder / f"c{number}.h").write_text(header)
        (folder / f"c{number}.cpp").write_text(source)
        entries.append({"directory": str(folder), "file": f"c{number}.cpp", "arguments": [
            "clang++", "-std=c++17", "-nostdinc++", "-isystem", str(MOCK), "-c", f"c{number}.cpp"]})
    (folder / "compile_commands.json").write_text(json.dumps(entries))
    (folder / ".git").mkdir()
