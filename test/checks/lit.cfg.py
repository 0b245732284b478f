# The checks, on small inputs, through every front end.
#
#     lit-22 -sv --param build_dir=build test/checks

import os
import sys

import lit.formats

config.name = "checks"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".cpp", ".py"]
config.excludes = ["Inputs", "lit.cfg.py", "check_structured.py", "front_ends.py"]
config.test_source_root = os.path.dirname(__file__)

build = os.path.abspath(lit_config.params.get("build_dir", os.path.join(config.test_source_root, "../../build")))
config.test_exec_root = os.path.join(build, "test", "checks")
config.environment["SC_BUILD"] = build
config.environment["PYTHONDONTWRITEBYTECODE"] = "1"
config.environment["CLANG_NO_DEFAULT_CONFIG"] = "1"

config.substitutions.append(("%check_structured", f"{sys.executable} {config.test_source_root}/check_structured.py"))
config.substitutions.append(("%python", sys.executable))
config.substitutions.append(("%runtime", os.path.abspath(os.path.join(config.test_source_root, "../../tool/runtime/include"))))
config.substitutions.append(("%configs", os.path.abspath(os.path.join(config.test_source_root, "../../docs/examples/config"))))
# Libraries of which the checks are tested with the real headers.
LIBRARIES = {
    "asio": "/usr/include/asio.hpp",
    "boost-asio": "/usr/include/boost/asio.hpp",
    "onetbb": "/usr/include/oneapi/tbb.h",
    "qt": "/usr/include/x86_64-linux-gnu/qt5/QtCore/QObject",
}
for library, header in LIBRARIES.items():
    if os.path.exists(header):
        config.available_features.add(library)
