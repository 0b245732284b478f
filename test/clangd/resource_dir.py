# RUN: %python %s
"""Clang's own headers are found wherever the program stands."""

import pathlib
import shutil
import unittest

from session import SC_CLANGD, ClangdTest, codes

HEADERS = """\
    #include <stddef.h>
    #include <stdarg.h>
    #include <immintrin.h>
    #include <thread>
    size_t size() { return sizeof(std::thread); }
    """


class ResourceDir(ClangdTest):
    def test_headers_resolve_without_flags(self):
        self.write("a.cpp", HEADERS)
        self.assertEqual(self.codes("a.cpp"), [])

    def test_headers_resolve_in_c(self):
        self.write("a.c", "#include <stddef.h>\n#include <pthread.h>\nsize_t size(void) { return 1; }\n")
        self.assertEqual(self.codes("a.c"), [])

    def test_headers_resolve_for_a_copy_and_a_link(self):
        self.write("a.cpp", HEADERS)
        copy = self.folder / "copy" / "sc-clangd"
        copy.parent.mkdir()
        shutil.copy2(SC_CLANGD, copy)
        link = self.folder / "link"
        link.symlink_to(pathlib.Path(SC_CLANGD).resolve())
        for binary in (copy, link):
            self.assertEqual(self.codes("a.cpp", binary=str(binary)), [])

    def test_another_one_can_be_named(self):
        self.write("other/include/stddef.h", "struct FromTheOther {};\n")
        self.write("a.cpp", "#include <stddef.h>\nFromTheOther Marker;\n")
        self.assertNotEqual(self.codes("a.cpp"), [])
        other = str(self.folder / "other")
        for args in (["--resource-dir=" + other], ["--resource-dir", other], ["-resource-dir=" + other]):
            with self.subTest(args):
                self.assertEqual(self.codes("a.cpp", *args), [])

    def test_the_flags_of_a_file_win(self):
        self.write("other/include/stddef.h", "struct FromTheOther {};\n")
        self.write("a.cpp", "#include <stddef.h>\nFromTheOther Marker;\n")
        self.write("compile_flags.txt", f"-resource-dir={self.folder}/other\n")
        self.assertEqual(codes(self.diagnostics("a.cpp")), [])


if __name__ == "__main__":
    unittest.main()
