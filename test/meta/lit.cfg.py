# The house rules: a test for each, and one that shows that it can fail.
#
#     lit-22 -sv --param build_dir=build test/meta

import os
import subprocess
import sys

import lit.formats
import lit.Test

here = os.path.dirname(os.path.abspath(__file__))
build = os.path.abspath(lit_config.params.get("build_dir", os.path.join(here, "../../build")))


class HouseRules(lit.formats.TestFormat):
    """Runs run.py for a test <rule>, and mutations.py for a test can-fail/<rule>."""

    def getTestsInDirectory(self, suite, path, lit_config, local_config):
        listed = subprocess.run([sys.executable, os.path.join(here, "run.py"), "--build-dir", build, "--list"],
                                capture_output=True, text=True, check=True)
        for line in listed.stdout.splitlines():
            rule = line.split()[0]
            yield lit.Test.Test(suite, path + (rule,), local_config)
            yield lit.Test.Test(suite, path + ("can-fail", rule), local_config)

    def execute(self, test, lit_config):
        program = "mutations.py" if "can-fail" in test.path_in_suite else "run.py"
        command = [sys.executable, os.path.join(here, program), "--build-dir", build, "--rule", test.path_in_suite[-1]]
        try:
            done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                                  timeout=lit_config.maxIndividualTestTime or None)
        except subprocess.TimeoutExpired as late:
            return lit.Test.TIMEOUT, str(late)
        return (lit.Test.PASS if done.returncode == 0 else lit.Test.FAIL), done.stdout + done.stderr


config.name = "meta"
config.test_format = HouseRules()
config.test_source_root = here
config.test_exec_root = os.path.join(build, "test", "meta")
# Both use the one folder in which a copy is built.
lit_config.parallelism_groups["copy"] = 1
config.parallelism_group = lambda test: "copy" if test.path_in_suite[-1] == "new_check" else None
