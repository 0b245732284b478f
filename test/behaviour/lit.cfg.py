# Legacy programs do after sc-lint --fix=review what they did before.
#
#     lit-22 -sv --param build_dir=build test/behaviour

import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
build = os.path.abspath(lit_config.params.get("build_dir", os.path.join(here, "../../build")))

sys.dont_write_bytecode = True
sys.path.insert(0, here)
import behaviour_tests

config.name = "behaviour"
config.test_format = behaviour_tests.BehaviourTests(build)
config.test_source_root = here
config.test_exec_root = os.path.join(build, "test", "behaviour")
