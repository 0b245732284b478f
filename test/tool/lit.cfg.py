# sc-lint, run as a user runs it.
#
#     lit-22 -sv --param build_dir=build test/tool

import atexit
import os
import shutil
import sys
import tempfile

import lit.formats

config.name = "tool"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".test", ".py"]
config.excludes = ["Inputs", "lit.cfg.py"]
config.test_source_root = os.path.dirname(__file__)

build = os.path.abspath(lit_config.params.get("build_dir", os.path.join(config.test_source_root, "../../build")))
config.test_exec_root = os.path.join(build, "test", "tool")

sys.path.insert(0, os.path.join(config.test_source_root, "../bench"))
sys.dont_write_bytecode = True

import layout  # noqa: E402

# scripts/optimize has something to do.
sc_lint = os.path.join(build, "bin", "sc-lint")
if not layout.is_laid_out(sc_lint):
    config.available_features.add("plain-sc-lint")

# No folder above this one has a compile database.
nowhere = tempfile.mkdtemp(prefix="sc-lint-test-")
atexit.register(shutil.rmtree, nowhere, ignore_errors=True)

llvm_bin = "/usr/lib/llvm-22/bin"
config.environment["PATH"] = os.pathsep.join([llvm_bin, os.environ["PATH"]])
config.environment["SC_LINT"] = sc_lint
config.environment["PYTHONDONTWRITEBYTECODE"] = "1"
config.environment["SC_LINT_CACHE_DIR"] = ""  # No test knows what another has found.
config.substitutions += [
    ("%sc-lint", sc_lint),
    ("%plugin", os.path.join(build, "lib", "libStructuredTidy.so")),
    ("%build", build),
    ("%llvm-include", "/usr/lib/llvm-22/include"),
    ("%plot-tasks", f"{sys.executable} {os.path.join(config.test_source_root, '../../scripts/plot-tasks')}"),
    ("%corpus", f"{sys.executable} {os.path.join(config.test_source_root, '../../scripts/corpus')}"),
    ("%optimize", os.path.join(config.test_source_root, "../../scripts/optimize")),
    ("%fuzz", f"{sys.executable} {os.path.join(config.test_source_root, '../../scripts/fuzz')}"),
    ("%nowhere", nowhere),
    ("%search-path", config.environment["PATH"]),
    ("%python", sys.executable),
    # A compile database for the files named after the folder: %database FOLDER FILE...
    ("%database", f"{sys.executable} {os.path.join(config.test_source_root, 'Inputs', 'database.py')}"),
]
