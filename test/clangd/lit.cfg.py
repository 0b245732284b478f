# sc-clangd, driven over its protocol as an editor drives it.
#
#     lit-22 -sv --param build_dir=build test/clangd

import os
import shutil
import sys

import lit.formats

config.name = "clangd"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".py"]
config.excludes = ["Inputs", "lit.cfg.py", "lsp.py", "session.py"]
config.test_source_root = os.path.dirname(__file__)

build = os.path.abspath(lit_config.params.get("build_dir", os.path.join(config.test_source_root, "../../build")))
config.test_exec_root = os.path.join(build, "test", "clangd")

stock = shutil.which("clangd-22") or shutil.which("clangd", path="/usr/lib/llvm-22/bin")
if not stock:
    lit_config.fatal("clangd-22 is needed to compare with")
config.environment["SC_CLANGD"] = os.path.join(build, "bin", "sc-clangd")
config.environment["STOCK_CLANGD"] = stock
config.environment["PYTHONDONTWRITEBYTECODE"] = "1"
config.substitutions.append(("%python", sys.executable))
