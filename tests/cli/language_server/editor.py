"""An editor that speaks to a real language server over its standard input and output."""

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.conftest import PATIENCE
from tests.paths import ROOT


class Editor:
    """Starts the server on a folder, and ends that process again."""

    def __init__(self, folder: Path, *arguments: str, encoding: str | None = None) -> None:
        self.folder = folder
        self.log: list[str] = []
        self.asked: list[Any] = []
        self._number = 0
        self._versions: dict[str, int] = {}
        self._shown: dict[str, list[Any]] = {}
        self._messages: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "app", "lsp", *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._threads = [
            threading.Thread(target=target, daemon=True) for target in (self._listen, self._note)
        ]
        for thread in self._threads:
            thread.start()
        self._capabilities: dict[str, Any] = {
            "workspace": {
                "didChangeWatchedFiles": {"dynamicRegistration": True},
                "fileOperations": {"willRename": True},
                "workspaceEdit": {"documentChanges": True, "resourceOperations": ["rename"]},
            },
            "textDocument": {"rename": {"prepareSupport": True}},
        }
        if encoding is not None:
            self._capabilities["general"] = {"positionEncodings": [encoding]}

    def __enter__(self) -> "Editor":
        try:
            self.initialized = self.ask(
                "initialize",
                processId=None,
                rootUri=self.folder.as_uri(),
                workspaceFolders=[{"uri": self.folder.as_uri(), "name": "site"}],
                capabilities=self._capabilities,
            )
            self.tell("initialized")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *failed: object) -> None:
        try:
            if not any(failed):
                self.ask("shutdown")
                self.tell("exit")
                assert self._process.wait(timeout=PATIENCE) == 0, self.log
        finally:
            self._process.kill()
            self._process.wait(timeout=PATIENCE)
            for thread in self._threads:
                thread.join(PATIENCE)
            for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
                assert pipe is not None
                pipe.close()

    def ask(self, method: str, **params: Any) -> Any:
        """The result of a request; an error of the server fails the test."""
        answer = self.answer(method, **params)
        assert "error" not in answer, (answer, self.log)
        return answer["result"]

    def answer(self, method: str, **params: Any) -> Any:
        """The answer to a request, an error too."""
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": params})
        return self._hear(lambda message: message if message.get("id") == number else None)

    def tell(self, method: str, **params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def uri(self, name: str) -> str:
        """The URI of a file of the folder."""
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str | None = None) -> str:
        """Open a file and return its text."""
        text = (self.folder / name).read_bytes().decode() if text is None else text
        self._versions[name] = 1
        document = {"uri": self.uri(name), "languageId": "markdown", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        return text

    def type(self, name: str, text: str) -> None:
        """Have another text in an open document, unsaved."""
        self._versions[name] += 1
        document = {"uri": self.uri(name), "version": self._versions[name]}
        self.tell("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])

    def save(self, name: str, text: str) -> None:
        """Write a file and report that it was saved."""
        (self.folder / name).write_bytes(text.encode())
        self.tell("textDocument/didSave", textDocument={"uri": self.uri(name)})

    def at(self, name: str, line: int, character: int) -> dict[str, Any]:
        """The parameters of a request about a place."""
        return {
            "textDocument": {"uri": self.uri(name)},
            "position": {"line": line, "character": character},
        }

    def problems(self, name: str, *expected: str) -> list[Any]:
        """The diagnostics of a file, once their codes are the expected ones."""
        uri = self.uri(name)

        def codes() -> list[str]:
            return sorted(item["code"] for item in self._shown.get(uri, []))

        while codes() != sorted(expected):
            self._hear(lambda message: message.get("method") or None)
        return self._shown.get(uri, [])

    def hear(self, phrase: str) -> None:
        """Wait until the server tells the user this."""
        while not any(phrase in line for line in self.log):
            self._hear(lambda message: message.get("method") or None)

    def _hear(self, wanted: Callable[[Any], Any]) -> Any:
        """Take messages until one is wanted; keep what they show."""
        while True:
            try:
                message = self._messages.get(timeout=PATIENCE)
            except queue.Empty:
                raise AssertionError((self._shown, self.log)) from None
            assert message is not None, self.log
            if message.get("method") == "textDocument/publishDiagnostics":
                self._shown[message["params"]["uri"]] = message["params"]["diagnostics"]
            elif "id" in message and "method" in message:
                self.asked.append(message)
                self._send({"id": message["id"], "result": None})
            elif message.get("method") in {"window/logMessage", "window/showMessage"}:
                self.log.append(message["params"]["message"])
            if (result := wanted(message)) is not None:
                return result

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self) -> None:
        stdout = self._process.stdout
        assert stdout is not None
        while header := stdout.readline():
            length = int(header.split(b":")[1])
            while stdout.readline().strip():
                pass
            self._messages.put(json.loads(stdout.read(length)))
        self._messages.put(None)

    def _note(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self.log.append(line.decode())
