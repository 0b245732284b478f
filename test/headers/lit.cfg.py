# The runtime's headers, one by one, by the compilers and libraries that it is for; and
# what must not compile with them.
#
#     lit-22 -sv --param build_dir=build test/headers

import os
import sys

import lit.formats

config.name = "headers"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".test"]
config.excludes = ["Inputs"]
config.test_source_root = os.path.dirname(__file__)
build = os.path.abspath(lit_config.params.get("build_dir", os.path.join(config.test_source_root, "../../build")))
config.test_exec_root = os.path.join(build, "test", "headers")
inputs = os.path.join(config.test_source_root, "Inputs")
config.substitutions += [
    ("%must-not-compile", f"{sys.executable} {os.path.join(inputs, 'must_not_compile.py')}"),
    ("%compile", f"{sys.executable} {os.path.join(inputs, 'compile.py')}"),
]
