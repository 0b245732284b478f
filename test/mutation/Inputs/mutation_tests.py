"""Makes a lit test of each mutation, and one of each source without any.

lit sends its tests to other processes, and can do so only with what a module
holds.
"""

import os
import subprocess
import sys

import lit.formats
import lit.Test

import kill


class MutationTests(lit.formats.TestFormat):
    def __init__(self, build, work):
        self.build, self.work = build, work

    def getTestsInDirectory(self, suite, path, lit_config, local_config):
        if path:
            return  # The folders below hold no tests.
        for name in kill.names():
            yield lit.Test.Test(suite, tuple(name.split("/")), local_config)

    def execute(self, test, lit_config):
        name = "/".join(test.path_in_suite)
        command = [sys.executable, kill.__file__, "--build-dir", self.build, "--work-dir", self.work, name]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, errors="replace")
        return (lit.Test.PASS if done.returncode == 0 else lit.Test.FAIL), done.stdout
