# RUN: %python %s
"""What an earlier run has found is used again, and only while all that it depends on is the same."""

import json
import os
import re
import resource
import shutil
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

SC_LINT = os.environ["SC_LINT"]
MOCK = Path(__file__).resolve().parent.parent / "mock"

DETACHED = "#include <thread>\nvoid work();\nvoid f() { std::thread(work).detach(); }\n"
CLEAN = "int Number;\n"


class Cache(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name, "project")
        self.cache = Path(folder.name, "cache")
        self.environment = {**os.environ, "SC_LINT_CACHE_DIR": str(self.cache)}
        self.program = SC_LINT
        self.flags = ["-std=c++17", "-Ifirst", "-Isecond", "-nostdinc++", "-isystem", str(MOCK)]
        self.write("first/readme.txt", "")

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def run_lint(self, *args):
        """What is found, and how many units were parsed."""
        units = sorted(self.folder.glob("*.cpp"))
        (self.folder / "compile_commands.json").write_text(json.dumps(
            [{"directory": str(self.folder), "file": unit.name, "arguments": ["clang++", *self.flags, unit.name]}
             for unit in units]))
        run = subprocess.run([self.program, "-j1", "--no-progress", *args], cwd=self.folder, env=self.environment,
                             stdin=subprocess.DEVNULL, capture_output=True, text=True)
        self.assertIn(run.returncode, (0, 1, 3), run.stderr)
        self.said = run.stderr
        parsed = re.search(r"(\d+) parsed", run.stderr)
        return run.stdout, int(parsed[1]) if parsed else len(units)

    def assert_known(self, *args):
        """Nothing is parsed, and the findings are as if it were."""
        found, parsed = self.run_lint(*args)
        self.assertEqual(parsed, 0)
        self.assertEqual(found, self.run_lint("--no-cache", *args)[0])

    def assert_parsed(self, count, *args):
        """So many units are parsed, the findings are as if all were, and they are known from then on."""
        found, parsed = self.run_lint(*args)
        self.assertEqual(parsed, count)
        self.assertEqual(found, self.run_lint("--no-cache", *args)[0])
        self.assert_known(*args)

    def start(self):
        """Two units, of which one includes a header, and their results."""
        self.write("a.cpp", '#include "part.h"\n' + DETACHED)
        self.write("b.cpp", DETACHED)
        self.write("second/part.h", "#if __has_include(\"extra.h\")\n#include <thread>\n#endif\n")
        self.assert_parsed(2)

    def test_what_is_the_same_is_not_parsed(self):
        self.start()
        for file in self.folder.glob("**/*"):
            os.utime(file, (1, 1))
        self.assert_known()
        self.assert_known("-j4")

    def test_one_unit(self):
        self.start()
        self.write("b.cpp", "\n" + DETACHED)
        self.assert_parsed(1)

    def test_a_comment(self):
        self.start()
        self.write("b.cpp", DETACHED.rstrip() + " // NOLINT\n")
        self.assert_parsed(1)

    def test_a_header(self):
        self.start()
        self.write("second/part.h", "// Another.\n")
        self.assert_parsed(1)

    def test_a_header_that_goes_before(self):
        self.start()
        self.write("first/part.h", "#pragma once\n" + DETACHED.replace("f()", "g()"))
        self.assert_parsed(1)

    def test_a_header_that_was_asked_for(self):
        self.start()
        self.write("second/extra.h", "")
        self.assert_parsed(1)

    def test_a_header_that_is_gone(self):
        self.start()
        (self.folder / "second/part.h").unlink()
        self.assertEqual(self.run_lint()[1], 1)
        self.assertEqual(self.run_lint()[1], 1)  # A failure is not kept.

    def test_a_folder_that_becomes_a_link(self):
        self.write("a.cpp", '#include "parts/part.h"\n' + CLEAN)
        self.write("parts/part.h", '#include "../other/other.h"\n')
        self.write("other/other.h", "")
        self.write("elsewhere/parts/part.h", '#include "../other/other.h"\n')
        self.write("elsewhere/other/other.h", DETACHED)
        self.run_lint()
        self.assert_known()
        shutil.rmtree(self.folder / "parts")
        (self.folder / "parts").symlink_to("elsewhere/parts")
        self.assert_parsed(1)

    def test_the_flags(self):
        self.start()
        self.flags.append("-DMORE")
        self.assert_parsed(2)

    def test_the_configuration(self):
        self.start()
        self.assert_parsed(2, "--enable=raw-thread")
        self.write(".clang-tidy", "CheckOptions: {structured-detached-thread.OwningTypes: '::acme::Pool'}\n")
        self.assert_parsed(2)
        self.write(".clang-tidy", "CheckOptions: {SinkConfig: names.yaml}\n")
        self.write("names.yaml", "FutureTypes: ['::acme::Result']\n")
        self.assert_parsed(2)
        self.write("names.yaml", "FutureTypes: ['::acme::Outcome']\n")
        self.assert_parsed(2)

    def test_the_environment(self):
        self.start()
        self.environment["CPATH"] = str(self.folder)
        self.assert_parsed(2)

    def test_the_program(self):
        self.start()
        self.program = str(self.cache.parent / "sc-lint")
        text = Path(SC_LINT).read_bytes()
        notes = subprocess.run(["readelf", "-n", SC_LINT], capture_output=True, text=True).stdout
        build_id = re.search(r"Build ID: ([0-9a-f]+)", notes)
        if build_id:
            old = bytes.fromhex(build_id[1])
            self.assertIn(old, text)
            text = text.replace(old, bytes(255 - byte for byte in old))
        else:
            text += b"another"
        Path(self.program).write_bytes(text)
        os.chmod(self.program, 0o755)
        self.assert_parsed(2)

    def test_a_unit_that_spells_no_name(self):
        self.write("a.cpp", "#include <part.h>\n" + CLEAN)
        self.write("second/part.h", "")
        self.run_lint()
        self.assertRegex(self.said, "1 translation unit, 0 parsed, [0-9.]+ s")
        self.run_lint()
        self.assertRegex(self.said, "1 translation unit, 0 parsed, 1 unchanged, [0-9.]+ s")
        self.write("second/part.h", DETACHED)
        self.assert_parsed(1)
        self.write("second/part.h", "")
        self.write("first/part.h", DETACHED)
        self.assert_parsed(1)

    def move(self):
        """Everything is in another place, and nothing is left in the first."""
        new = self.cache.parent / "deep/checkout"
        new.parent.mkdir()
        self.folder.rename(new)
        self.flags = [flag.replace(str(self.folder), str(new)) for flag in self.flags]
        self.folder = new

    def test_another_place(self):
        self.flags += ["-I" + str(self.folder / "third"), f'-DFOLDER="{self.folder}"']
        self.write("third/extra.h", DETACHED.replace("f()", "h()"))
        self.start()
        self.write("a.cpp", '#include "extra.h"\n' + DETACHED)
        self.assert_parsed(1)
        found, _ = self.run_lint()
        self.assertIn("third/extra.h:3:", found)
        self.move()
        self.assert_known()
        self.assertEqual(self.run_lint()[0], found)
        self.write("third/extra.h", "int Other;\n")
        self.assert_parsed(1)

    def test_another_place_beside_it(self):
        """What is beside the project, by a name that begins like its own, is not in it."""
        for name, text in (("project", "int Number;"), ("checkout", DETACHED)):
            (self.cache.parent / f"{name}-build").mkdir(parents=True)
            (self.cache.parent / f"{name}-build/config.h").write_text(text)
        self.write("a.cpp", '#include <thread>\n#include "config.h"\n' + DETACHED.replace("f()", "g()"))
        self.flags += [f"-I{self.cache.parent}/project-build", "-DWITH_THREADS"]
        self.assert_parsed(1)
        new = self.cache.parent / "checkout"
        self.folder.rename(new)
        self.folder = new
        self.flags[-2] = f"-I{self.cache.parent}/checkout-build"
        self.assert_parsed(1)

    def test_another_place_that_the_code_names(self):
        inside = self.write("inside.h", "int Number;\n")
        self.write("a.cpp", f'#include "{inside}"\n' + DETACHED)
        self.assert_parsed(1)
        old = self.folder
        self.move()
        old.mkdir()
        inside.write_text(DETACHED.replace("f()", "g()"))
        self.assert_parsed(1)

    def test_another_place_that_the_configuration_asks_for(self):
        self.start()
        self.assert_parsed(2, "--header-filter=/project/")
        self.write(".clang-tidy", "CheckOptions: {IgnoreTests: '*/deep/*'}\n")
        self.assert_parsed(2)
        self.move()
        self.assert_parsed(2)
        (self.folder / ".clang-tidy").unlink()
        self.assert_parsed(2, "--header-filter=/project/")
        self.assert_known()

    def test_back_and_forth(self):
        self.start()
        for change in range(1, 4):
            self.write("second/part.h", f"// {change}\n")
            self.assert_parsed(1)
        for change in (1, 3, 2):
            self.write("second/part.h", f"// {change}\n")
            self.assert_known()

    def test_what_is_kept_is_broken(self):
        self.start()
        for file in self.cache.iterdir():
            file.write_bytes(file.read_bytes()[:-5])
        self.assert_parsed(2)
        for file in self.cache.iterdir():
            file.write_bytes(b"")
        self.assert_parsed(2)

    def test_what_may_still_change_is_not_kept(self):
        self.start()
        late = time.time() + 3600
        os.utime(self.write("b.cpp", DETACHED + "int Late;\n"), (late, late))
        self.assertEqual(self.run_lint()[1], 1)
        self.assertEqual(self.run_lint()[1], 1)

    def test_no_place_to_keep_it(self):
        self.start()
        shutil.rmtree(self.cache)
        self.cache.write_text("a file")
        self.assertEqual(self.run_lint()[1], 2)

    def test_no_room_to_keep_it(self):
        self.start()
        found, _ = self.run_lint("--no-cache")
        shutil.rmtree(self.cache)
        for limit in (0, 100):  # Bytes of any file. Python, and so its child, ignores the signal for more.
            run = subprocess.run([SC_LINT, "-j1", "--no-progress"], cwd=self.folder, env=self.environment,
                                 capture_output=True, text=True, restore_signals=False,
                                 preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
            self.assertEqual((run.returncode, run.stdout), (1, found), run.stderr)
            self.assertEqual(list(self.cache.glob("llvmcache-*")), [])

    def test_it_is_counted_and_removed(self):
        self.start()

        def ask(*words):
            return subprocess.run([SC_LINT, "cache", *words], env=self.environment, capture_output=True, text=True)

        self.assertRegex(ask("status").stdout, f"^{re.escape(str(self.cache))}: 2 results, ")
        self.assertRegex(ask("clean").stdout, ": 2 results removed, ")
        self.assertRegex(ask("status").stdout, ": 0 results, 0.0 MiB")
        self.environment["SC_LINT_CACHE_DIR"] = ""
        self.assertIn("nothing is kept", ask("status").stdout)
        self.environment["SC_LINT_CACHE_DIR"] = str(self.cache)
        self.assertEqual(ask().returncode, 2)
        self.assertIn("cache takes one word: status or clean", ask("fill").stderr)
        self.assert_parsed(2)


if __name__ == "__main__":
    unittest.main()
