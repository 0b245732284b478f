"""Checks that every line of a file that sc-lint has changed ends with CR LF, and the last with nothing."""

import sys

text = open(sys.argv[1], "rb").read()
if b"sc::group" not in text:
    sys.exit("it has not been changed")
if text.count(b"\n") != text.count(b"\r\n") or text.endswith(b"\n"):
    sys.exit("other line ends")
