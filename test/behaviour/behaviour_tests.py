"""Makes lit tests of the programs and of the handler.

lit sends its tests to other processes, and can do so only with what a module
holds.
"""

import os
import subprocess

import handler
import lit.formats
import lit.Test
import programs


class BehaviourTests(lit.formats.TestFormat):
    def __init__(self, build):
        self.build = build
        self.lint_program = os.path.join(build, "bin", "sc-lint")

    def getTestsInDirectory(self, suite, path, lit_config, local_config):
        if path:
            return
        for source in programs.programs():
            yield lit.Test.Test(suite, ("programs", source.name), local_config)
        for test in (("can-fail", "programs"), ("can-fail", "handler"), ("handler", "page")):
            yield lit.Test.Test(suite, test, local_config)

    def execute(self, test, lit_config):
        try:
            problems = list(self.problems(*test.path_in_suite))
        except subprocess.TimeoutExpired as late:
            return lit.Test.TIMEOUT, str(late)
        except RuntimeError as error:
            return lit.Test.FAIL, str(error)
        return (lit.Test.FAIL if problems else lit.Test.PASS), "\n".join(problems)

    def problems(self, kind, name):
        if kind == "handler":
            return handler.page_problems(self.build)
        if kind == "can-fail":
            return programs.seeded_problems(self.lint_program) if name == "programs" else handler.seeded_problems(self.build)
        return programs.problems(programs.projects.HERE / "programs" / name, self.lint_program)
