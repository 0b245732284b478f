# The guide of the runtime: its programs print what it says, its pages show the programs.
#
#     lit-22 -sv --param build_dir=build test/guide

import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
build = os.path.abspath(lit_config.params.get("build_dir", os.path.join(here, "../../build")))

sys.dont_write_bytecode = True
sys.path.insert(0, here)
import guide_tests

config.name = "guide"
config.test_format = guide_tests.GuideTests(build)
config.test_source_root = here
config.test_exec_root = os.path.join(build, "test", "guide")
