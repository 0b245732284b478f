"""A small client of the language server protocol, for tests.

    with LanguageServer("build/bin/sc-clangd", root=folder) as server:
        server.open("a.cpp")
        for diagnostic in server.diagnostics("a.cpp"):
            print(diagnostic["code"], diagnostic["message"])

Compiler flags come from a compile_commands.json or a compile_flags.txt in the
root folder, as in an editor. Order is made by waiting for the server's answers,
never by sleeping; whatever does not come in time is an error that shows what
the server wrote to its standard error stream.
"""

import json
import os
import pathlib
import subprocess
import tempfile
import threading
import time
import urllib.parse

CAPABILITIES = {
    "textDocument": {
        "publishDiagnostics": {
            "relatedInformation": True,
            "versionSupport": True,
            "codeDescriptionSupport": True,
            "tagSupport": {"valueSet": [1, 2]},
        },
        "codeAction": {
            "isPreferredSupport": True,
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor", "info"]}},
        },
        "hover": {"contentFormat": ["plaintext"]},
        "rename": {"prepareSupport": True},
    },
    "workspace": {"applyEdit": True},
}

# What a user's own settings or a written index would change.
QUIET = ("--background-index=false",)


class ServerError(Exception):
    """The server ended, stayed silent, or answered with an error."""


class LanguageServer:
    """A running server; leaving the `with` block shuts it down in order."""

    def __init__(self, binary, root, args=QUIET, env=None, options=None,
                 capabilities=None, timeout=60):
        self.root = pathlib.Path(root).resolve()
        self.timeout = timeout
        self.initialized = None  # The server's answer to `initialize`.
        self.edits = []  # What the server asked the editor to change.
        self._command = [str(binary), *args]
        self._env = env or {}
        self._initialize = {
            "processId": os.getpid(),
            "rootUri": self.root.as_uri(),
            "capabilities": CAPABILITIES if capabilities is None else capabilities,
            "initializationOptions": options or {},
        }
        self._versions = {}
        self._texts = {}
        self._published = {}  # path -> (version, diagnostics)
        self._answers = {}
        self._last_id = 0
        self._ended = False
        self._changed = threading.Condition()
        self._writing = threading.Lock()

    # Life.

    def __enter__(self):
        self._home = tempfile.TemporaryDirectory()
        self._errors = tempfile.TemporaryFile()
        home = {"XDG_CONFIG_HOME": self._home.name, "XDG_CACHE_HOME": self._home.name}
        self._process = subprocess.Popen(
            self._command, cwd=self.root, env={**os.environ, **home, **self._env},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        try:
            self.initialized = self.request("initialize", self._initialize)
            self.notify("initialized", {})
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(self, kind, error, trace):
        try:
            if kind is None and not self._ended:
                self.shutdown()
        finally:
            self._close()

    def shutdown(self):
        """Ends the server as the protocol asks; returns its exit code, which is 0."""
        self.request("shutdown", None)
        self.notify("exit", None)
        try:
            code = self._process.wait(self.timeout)
        except subprocess.TimeoutExpired:
            raise self._error("did not end after 'exit'") from None
        if code != 0:
            raise self._error(f"ended with exit code {code}")
        return code

    @property
    def pid(self):
        return self._process.pid

    def stderr(self):
        """What the server has written to its standard error stream so far."""
        size = os.fstat(self._errors.fileno()).st_size
        return os.pread(self._errors.fileno(), size, 0).decode(errors="replace")

    def _close(self):
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._reader.join()
        try:
            self._process.stdin.close()
        except BrokenPipeError:
            pass
        self._process.stdout.close()
        self._errors.close()
        self._home.cleanup()

    # Documents.

    def open(self, path, text=None, language=None):
        """Opens a file; its text is read from the disk unless it is given."""
        path = self._path(path)
        if text is None:
            text = path.read_text()
        self._versions[path] = 1
        self._texts[path] = text
        if language is None:
            language = "c" if path.suffix == ".c" else "cpp"
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": path.as_uri(), "languageId": language, "version": 1, "text": text}})

    def change(self, path, text):
        """Replaces the whole text of an open file."""
        path = self._path(path)
        if text == self._texts[path]:
            return  # clangd publishes nothing for it.
        self._texts[path] = text
        self._versions[path] += 1
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": path.as_uri(), "version": self._versions[path]},
            "contentChanges": [{"text": text}],
            "wantDiagnostics": True})  # clangd's own: at once, and for this version.

    def close(self, path):
        path = self._path(path)
        self.notify("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})
        with self._changed:
            self._published.pop(path, None)

    def diagnostics(self, path, timeout=None):
        """The diagnostics of the text that was sent last; waits for them."""
        path = self._path(path)
        version = self._versions[path]

        def current():
            found = self._published.get(path)
            return found is not None and found[0] == version

        self._wait(current, timeout, f"published no diagnostics of version {version} of {path}")
        return self._published[path][1]

    def code_actions(self, path, diagnostic):
        """The actions that are offered where a diagnostic is."""
        return self.actions_at(path, diagnostic["range"], [diagnostic])

    def actions_at(self, path, where, diagnostics=()):
        """The actions that are offered for a range."""
        return self.request("textDocument/codeAction", {
            "textDocument": self.document(path), "range": where,
            "context": {"diagnostics": list(diagnostics)}}) or []

    def execute(self, command):
        """Runs a command of a code action; returns the workspace edits it asks for."""
        before = len(self.edits)
        self.request("workspace/executeCommand",
                     {"command": command["command"], "arguments": command["arguments"]})
        return self.edits[before:]

    def document(self, path):
        """A TextDocumentIdentifier."""
        return {"uri": self._path(path).as_uri()}

    def _path(self, path):
        return self.root / path  # An absolute path wins.

    # Messages.

    def request(self, method, params, timeout=None):
        """Sends a request; returns its result."""
        with self._changed:
            self._last_id += 1
            number = self._last_id
        self._send({"id": number, "method": method, "params": params})
        self._wait(lambda: number in self._answers, timeout, f"did not answer '{method}'")
        answer = self._answers.pop(number)
        if "error" in answer:
            raise self._error(f"answered '{method}' with {answer['error']}")
        return answer.get("result")

    def notify(self, method, params):
        self._send({"method": method, "params": params})

    def _send(self, message):
        if message.get("params", 0) is None:
            del message["params"]
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        try:
            with self._writing:
                self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
                self._process.stdin.flush()
        except BrokenPipeError:
            raise self._error("ended early") from None

    def _read(self):
        while (message := read_message(self._process.stdout)) is not None:
            if "method" in message and "id" in message:
                self._answer(message)
            with self._changed:
                if "method" not in message:
                    self._answers[message["id"]] = message
                elif message["method"] == "textDocument/publishDiagnostics":
                    published = message["params"]
                    self._published[path_of(published["uri"])] = (
                        published.get("version"), published["diagnostics"])
                self._changed.notify_all()
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def _answer(self, message):
        result = None
        if message["method"] == "workspace/applyEdit":
            self.edits.append(message["params"]["edit"])
            result = {"applied": True}
        try:
            self._send({"id": message["id"], "result": result})
        except ServerError:
            pass  # The reader finds the end of the stream next.

    def _wait(self, ready, timeout, otherwise):
        limit = timeout or self.timeout
        end = time.monotonic() + limit
        with self._changed:
            while not ready():
                left = end - time.monotonic()
                if self._ended:
                    raise self._error("ended early, and " + otherwise)
                if left <= 0:
                    raise self._error(f"{otherwise} within {limit} s")
                self._changed.wait(left)

    def _error(self, what):
        if self._ended:
            self._process.wait()
        code = self._process.poll()
        state = "is running" if code is None else f"ended with exit code {code}"
        return ServerError(f"{self._command[0]} {what}\nthe server {state}; "
                           f"the end of its stderr:\n{self.stderr()[-4000:]}")


def read_message(stream):
    """The next message of a stream; None at its end."""
    length = None
    while (line := stream.readline()) not in (b"\r\n", b""):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            length = int(value)
    if length is None:
        return None
    body = stream.read(length)
    return json.loads(body) if len(body) == length else None


def path_of(uri):
    """The file that a file URI names."""
    return pathlib.Path(urllib.parse.unquote(urllib.parse.urlsplit(uri).path))


def offset_of(text, position):
    """The index into a text of a position, which counts in UTF-16 units."""
    lines = text.split("\n")
    line = lines[position["line"]].encode("utf-16-le")
    before = line[:2 * position["character"]].decode("utf-16-le")
    return sum(len(l) + 1 for l in lines[:position["line"]]) + len(before)


def apply_edits(text, edits):
    """A text after a list of TextEdits, all of which speak of the text as it is."""
    spans = [(offset_of(text, e["range"]["start"]), offset_of(text, e["range"]["end"]), e["newText"])
             for e in edits]
    for start, end, new in sorted(spans, key=lambda s: s[:2], reverse=True):
        text = text[:start] + new + text[end:]
    return text


def edits_of(action, path):
    """The TextEdits that a code action makes in one file."""
    changes = action["edit"]["changes"]
    return [edit for uri, edits in changes.items() for edit in edits
            if path_of(uri) == pathlib.Path(path).resolve()]
