# The preload library, in front of small programs that leak threads or do not.
#
#     lit-22 -sv --param build_dir=build test/leak

import os
import sys

import lit.formats

config.name = "leak"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".test", ".cpp", ".c"]
config.excludes = ["Inputs", "lit.cfg.py"]
config.test_source_root = os.path.dirname(__file__)

build = os.path.abspath(lit_config.params.get("build_dir", os.path.join(config.test_source_root, "../../build")))
config.test_exec_root = os.path.join(build, "test", "leak")

llvm_bin = "/usr/lib/llvm-22/bin"
config.environment["PATH"] = os.pathsep.join([llvm_bin, os.environ["PATH"]])
config.environment["PYTHONDONTWRITEBYTECODE"] = "1"
library = os.path.join(build, "lib", "libsc-leak.so")
inputs = os.path.join(config.test_source_root, "Inputs")
config.substitutions += [
    # A program is run by %leak PROGRAM; env SC_LEAK=... goes in front. No leak that is meant
    # is waited for. What ends by itself is given a minute, for a machine that is busy.
    ("%leak", f"env LD_PRELOAD={library}"),
    ("%now", "retry_ms=0"),
    ("%patient", "retry_ms=60000"),
    ("%library", library),
    ("%cxx", f"{llvm_bin}/clang++ -std=c++17 -g -pthread -I {inputs}"),
    ("%cc", f"{llvm_bin}/clang -std=c17 -g -pthread"),
    ("%exits", f"{sys.executable} {os.path.join(config.test_source_root, '../tool/Inputs/exits.py')}"),
    ("%echo", "/bin/echo"),  # Not lit's own.
    ("%python", sys.executable),
    ("%build", build),
]
