"""ClickHouse's HTTP face over chdb, for tests and bench: `.cache/chdb/bin/python … FOLDER`.

Says its port in a line, and ends with whoever started it. It knows as much of the face as Maizi
uses: a statement as the body, or as `query` with rows as the body; `param_…`; a status.
"""

import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, urlsplit

from chdb.session import Session

OURS = ("database", "query", "default_format", "wait_end_of_query")


class Face(BaseHTTPRequestHandler):
    """One question after the other: there is one session."""

    protocol_version = "HTTP/1.1"
    session: Session
    chosen: dict[str, str] = {}

    def do_POST(self):
        asked = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        statement = f"{asked['query']}\n{body}" if "query" in asked else body
        try:
            status, told = 200, self.answer(statement, asked)
        except RuntimeError as why:
            status, told = 500, str(why).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def answer(self, statement: str, asked: dict[str, str]) -> bytes:
        """What chdb says; as in a server, a database has to be there."""
        self.session.query(f"USE {asked['database']}")
        given = {name[6:]: text for name, text in asked.items() if name.startswith("param_")}
        chosen = {k: v for k, v in asked.items() if k not in OURS and not k.startswith("param_")}
        self.choose({name: f"'{text}'" for name, text in chosen.items()})
        found = self.session.query(statement, asked["default_format"], params=given or None)
        return bytes(found.bytes()) if found else b""

    def choose(self, settings: dict[str, str]) -> None:
        """Settings are of one question alone; the session would keep them."""
        gone = dict.fromkeys(self.chosen.keys() - settings, "DEFAULT")
        for name, text in (gone | settings).items():
            if self.chosen.get(name) != text:
                self.session.query(f"SET {name} = {text}")
        Face.chosen = settings

    def log_message(self, *_):
        """Nobody reads it."""


def main() -> None:
    Face.session = Session(sys.argv[1])
    Face.session.query("CREATE DATABASE IF NOT EXISTS maizi")
    server = HTTPServer(("127.0.0.1", 0), Face)
    print(server.server_port, flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
