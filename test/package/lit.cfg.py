# The runtime, used as other projects use it: only it is configured, none of the linter.
#
#     lit-22 -sv --param build_dir=build test/package

import os

import lit.formats

config.name = "package"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".test"]
config.excludes = ["Inputs"]
config.test_source_root = os.path.dirname(__file__)
build = os.path.abspath(lit_config.params.get("build_dir", os.path.join(config.test_source_root, "../../build")))
config.test_exec_root = os.path.join(build, "test", "package")
config.environment["PATH"] = os.pathsep.join(["/usr/lib/llvm-22/bin", os.environ["PATH"]])
config.substitutions += [
    ("%root", os.path.dirname(os.path.dirname(config.test_source_root))),
    ("%consumer", os.path.join(config.test_source_root, "Inputs", "main.cpp")),
    # %install FOLDER OPTION... puts the runtime, and nothing else, into FOLDER/prefix.
    ("%install", os.path.join(config.test_source_root, "Inputs", "install.sh")),
]
