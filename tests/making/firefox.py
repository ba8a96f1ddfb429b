"""Prints a page with headless Firefox over WebDriver BiDi (W3C), `browsingContext.print`."""

from __future__ import annotations

import base64
import itertools
import json
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

__all__ = ["print_page"]

_ADDRESS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


def print_page(html: str, path: Path, *, width: float = 21.0, height: float = 29.7) -> None:
    """Writes the page as PDF; `width` and `height` in centimetres."""
    import websocket

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "loppuraportti.html")
        source.write_text(html, encoding="utf-8")
        firefox = subprocess.Popen(
            ["firefox", "--headless", "--no-remote", "--profile", folder, "--remote-debugging-port", "0"],
            stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        try:
            assert firefox.stderr is not None
            address = next(found[1] for line in firefox.stderr if (found := _ADDRESS.search(line)))
            socket = websocket.create_connection(f"{address}/session", timeout=90, suppress_origin=True)
            numbers = itertools.count(1)

            def ask(method: str, **params: Any) -> Any:
                number = next(numbers)
                socket.send(json.dumps({"id": number, "method": method, "params": params}))
                while True:
                    answer = json.loads(socket.recv())
                    if answer.get("id") == number:
                        if answer["type"] == "error":
                            raise RuntimeError(f"{method}: {answer['message']}")
                        return answer["result"]

            ask("session.new", capabilities={})
            context = ask("browsingContext.getTree")["contexts"][0]["context"]
            ask("browsingContext.navigate", context=context, url=source.as_uri(), wait="complete")
            printed = ask("browsingContext.print", context=context, page={"width": width, "height": height},
                          margin={"top": 1.6, "bottom": 1.6, "left": 1.5, "right": 1.5})  # fmt: skip
            path.write_bytes(base64.b64decode(printed["data"]))
            socket.close()
        finally:
            firefox.terminate()
            firefox.wait(30)
