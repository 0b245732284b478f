"""Makes lit tests of the programs and of the handler.

lit sends its tests to other processes, and can do so only with what a module
holds.
"""

import os
import subprocess

import lit.formats
import lit.Test
import programs


class BehaviourTests(lit.formats.TestFormat):
    def __init__(self, build):
        self.lint_program = os.path.join(build, "bin", "sc-lint")

    def getTestsInDirectory(self, suite, path, lit_config, local_config):
        if path:
            return
        for source in programs.programs():
            yield lit.Test.Test(suite, ("programs", source.name), local_config)
        yield lit.Test.Test(suite, ("can-fail", "programs"), local_config)

    def execute(self, test, lit_config):
        try:
            problems = list(self.problems(*test.path_in_suite))
        except subprocess.TimeoutExpired as late:
            return lit.Test.TIMEOUT, str(late)
        return (lit.Test.FAIL if problems else lit.Test.PASS), "\n".join(problems)

    def problems(self, kind, name):
        if kind == "can-fail":
            return programs.seeded_problems(self.lint_program)
        return programs.problems(programs.projects.HERE / "programs" / name, self.lint_program)
