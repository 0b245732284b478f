# The house rules: a test for each, and one that shows that it can fail.
#
#     lit-22 -sv --param build_dir=build test/meta

import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
build = os.path.abspath(lit_config.params.get("build_dir", os.path.join(here, "../../build")))

sys.dont_write_bytecode = True
sys.path.insert(0, here)
import rule_tests

config.name = "meta"
config.test_format = rule_tests.RuleTests(build)
config.test_source_root = here
config.test_exec_root = os.path.join(build, "test", "meta")
lit_config.parallelism_groups["copy"] = 1
config.parallelism_group = rule_tests.group_of
