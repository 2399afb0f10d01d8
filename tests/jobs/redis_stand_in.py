"""As much of Redis as a wake-up needs, for machines that have none: PUBLISH and SUBSCRIBE."""

import socketserver
import sys
import threading

_listeners: list = []
_lock = threading.Lock()


class Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        while words := self._command():
            name = words[0].upper()
            if name == b"SUBSCRIBE":
                with _lock:
                    _listeners.append(self.wfile)
                self.wfile.write(_array(b"subscribe", words[1], 1))
            elif name == b"PUBLISH":
                self._publish(words[1], words[2])
            else:
                self.wfile.write(b"+PONG\r\n" if name == b"PING" else b"+OK\r\n")

    def _publish(self, channel: bytes, message: bytes) -> None:
        with _lock:
            for listener in _listeners:
                listener.write(_array(b"message", channel, message))
            self.wfile.write(b":%d\r\n" % len(_listeners))

    def _command(self) -> list[bytes]:
        count = self.rfile.readline()[1:].strip()
        return [
            self.rfile.read(int(self.rfile.readline()[1:]) + 2)[:-2] for _ in range(int(count or 0))
        ]


def _array(*parts: bytes | int) -> bytes:
    told = (b":%d\r\n" % p if isinstance(p, int) else b"$%d\r\n%s\r\n" % (len(p), p) for p in parts)
    return b"*%d\r\n" % len(parts) + b"".join(told)


if __name__ == "__main__":
    socketserver.ThreadingTCPServer.allow_reuse_address = True
    socketserver.ThreadingTCPServer.daemon_threads = True
    with socketserver.ThreadingTCPServer(("127.0.0.1", int(sys.argv[1])), Conversation) as server:
        server.serve_forever()
