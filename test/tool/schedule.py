# RUN: %python %s
"""Long units are begun first: by what earlier runs took, or else by the size of their files."""

import errno
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

SC_LINT = os.environ["SC_LINT"]


class Schedule(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name, "project")
        self.cache = Path(folder.name, "cache")
        self.folder.mkdir()
        self.units = []

    def add(self, unit, size):
        """A unit that waits for what it includes to be written."""
        self.units.append(unit)
        text = f'#include "{unit}.h"\nnamespace std {{ class thread; }}\nstd::thread *Named;\n'
        (self.folder / f"{unit}.cpp").write_text(text + "/" * 2 + "-" * size + "\n")
        os.mkfifo(self.folder / f"{unit}.h")

    def order(self, *args, silent=()):
        """Runs sc-lint, lets all units but those of `silent` go on, and gives the order in which they asked for that."""
        entries = [{"directory": str(self.folder), "file": f"{unit}.cpp", "arguments": ["c++", f"{unit}.cpp"]}
                   for unit in self.units]
        (self.folder / "compile_commands.json").write_text(json.dumps(entries))
        run = subprocess.Popen([SC_LINT, "-j1", *args], cwd=self.folder, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                               env={**os.environ, "SC_LINT_CACHE_DIR": str(self.cache)})
        asked = []
        while run.poll() is None:
            for unit in self.units:
                if unit in silent:
                    continue
                try:  # There is a reader, or this fails.
                    os.close(os.open(self.folder / f"{unit}.h", os.O_WRONLY | os.O_NONBLOCK))
                except OSError as error:
                    self.assertEqual(error.errno, errno.ENXIO)
                    continue
                if unit not in asked:
                    asked.append(unit)
        self.said = run.communicate()[1].decode()
        self.assertIn(run.returncode, (0, 3), self.said)
        return asked

    def test_order(self):
        for unit, size in (("tiny", 1), ("large", 3000), ("middle", 2000), ("also", 2000)):
            self.add(unit, size)
        by_size = ["large", "middle", "also", "tiny"]
        self.assertEqual(self.order(), by_size)
        # A unit that is given up has taken longer than all that are not.
        self.assertCountEqual(self.order("--timeout=3", silent=["tiny"]), by_size[:-1])
        self.assertIn("tiny.cpp was given up", self.said)
        self.assertEqual(self.order()[0], "tiny")
        # What is new may take any time.
        self.add("new", 10)
        self.assertEqual(self.order()[0], "new")
        # Nothing is known without the cache, nor from a file that is none of ours.
        self.assertEqual(self.order("--no-cache"), [*by_size[:-1], "new", "tiny"])
        self.times().write_bytes(b"7 \xff\xff")
        self.assertEqual(self.order(), [*by_size[:-1], "new", "tiny"])
        self.assertNotEqual(self.times().read_bytes(), b"7 \xff\xff")

    def times(self):
        return self.cache / "unit-times"

    def test_it_is_removed_with_the_results(self):
        self.add("one", 1)
        self.order()
        self.assertTrue(self.times().exists())
        environment = {**os.environ, "SC_LINT_CACHE_DIR": str(self.cache)}
        subprocess.run([SC_LINT, "cache", "clean"], env=environment, check=True, capture_output=True)
        self.assertFalse(self.times().exists())

    def test_it_cannot_be_kept(self):
        """A folder in its place hinders nothing."""
        self.times().mkdir(parents=True)
        self.add("small", 1)
        self.add("large", 100)
        self.assertEqual(self.order(), ["large", "small"])
        self.assertNotIn("sc-lint: cannot", self.said)


if __name__ == "__main__":
    unittest.main()
