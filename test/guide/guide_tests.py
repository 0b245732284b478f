"""Makes lit tests of the guide.

lit sends its tests to other processes, and can do so only with what a module
holds.
"""

import os
import subprocess
import tempfile

import guide
import lit.formats
import lit.Test


class GuideTests(lit.formats.TestFormat):
    def __init__(self, build):
        self.lint_program = os.path.join(build, "bin", "sc-lint")

    def getTestsInDirectory(self, suite, path, lit_config, local_config):
        if path:
            return
        for source in guide.programs():
            for kind in guide.COMPILERS:
                yield lit.Test.Test(suite, (kind, source.name), local_config)
        for page in guide.pages():
            yield lit.Test.Test(suite, ("pages", page.name), local_config)
        for test in (("findings", "programs"), ("pages", "all-programs"), ("can-fail", "pages")):
            yield lit.Test.Test(suite, test, local_config)

    def execute(self, test, lit_config):
        try:
            problems = list(self.problems(*test.path_in_suite))
        except subprocess.TimeoutExpired as late:
            return lit.Test.TIMEOUT, str(late)
        return (lit.Test.FAIL if problems else lit.Test.PASS), "\n".join(problems)

    def problems(self, kind, name):
        if kind in guide.COMPILERS:
            with tempfile.TemporaryDirectory() as folder:
                return guide.program_problems(guide.GUIDE / "examples" / name, kind, folder)
        if kind == "findings":
            return guide.finding_problems(self.lint_program)
        if kind == "can-fail":
            return guide.rule_problems(self.lint_program)
        if name == "all-programs":
            hazards = sorted((guide.GUIDE / "examples" / "hazards").glob("*.cpp"))
            return guide.coverage_problems([page.read_text() for page in guide.pages()], [*guide.programs(), *hazards])
        return guide.page_problems((guide.GUIDE / name).read_text(), self.lint_program)
