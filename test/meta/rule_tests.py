"""Makes lit tests of the house rules: <rule> holds, and can-fail/<rule>.

lit sends its tests to other processes, and can do so only with what a module
holds.
"""

import os
import signal
import subprocess
import sys

import lit.formats
import lit.Test

HERE = os.path.dirname(os.path.abspath(__file__))


class RuleTests(lit.formats.TestFormat):
    def __init__(self, build):
        self.build = build

    def command(self, program, *args):
        return [sys.executable, os.path.join(HERE, program), "--build-dir", self.build, *args]

    def getTestsInDirectory(self, suite, path, lit_config, local_config):
        if path:
            return  # The folders below hold no tests.
        listed = subprocess.run(self.command("run.py", "--list"), capture_output=True, text=True, check=True)
        for line in listed.stdout.splitlines():
            rule = line.split()[0]
            yield lit.Test.Test(suite, (rule,), local_config)
            yield lit.Test.Test(suite, ("can-fail", rule), local_config)

    def execute(self, test, lit_config):
        program = "mutations.py" if "can-fail" in test.path_in_suite else "run.py"
        # A session of its own, so that a late test takes what it started with it.
        running = subprocess.Popen(self.command(program, "--rule", test.path_in_suite[-1]), text=True,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT, start_new_session=True)
        try:
            said, _ = running.communicate(timeout=lit_config.maxIndividualTestTime or None)
        except subprocess.TimeoutExpired as late:
            os.killpg(running.pid, signal.SIGKILL)
            said, _ = running.communicate()
            return lit.Test.TIMEOUT, f"{said}{late}"
        return (lit.Test.PASS if running.returncode == 0 else lit.Test.FAIL), said


def group_of(test):
    """The two tests of new_check use one folder, in which a copy is built."""
    return "copy" if test.path_in_suite[-1] == "new_check" else None
