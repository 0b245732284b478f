# The runtime's tests can fail: each mutation of a header is found by the test that is
# named for it, and that test finds nothing in what is not mutated.
#
#     lit-22 -sv --param build_dir=build test/mutation
#
# The build has GoogleTest (ninja gtest-plain).

import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
build = os.path.abspath(lit_config.params.get("build_dir", os.path.join(here, "../../build")))

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(here, "Inputs"))
import mutation_tests

config.name = "mutation"
config.test_source_root = here
config.test_exec_root = os.path.join(build, "test", "mutation")
config.test_format = mutation_tests.MutationTests(build, config.test_exec_root)
