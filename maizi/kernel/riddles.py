"""A riddle that costs a browser a moment and a sender of thousands a day: no outside service."""

import hashlib
import hmac
from dataclasses import dataclass

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

BITS = 15
LONGEST_ANSWER = 20
TOO_FAST_SECONDS, TOO_OLD_SECONDS = 3, 2 * 3600


@dataclass(frozen=True, slots=True)
class Riddle:
    """When it was posed, some chance, and our signature on both."""

    posed_at: int
    salt: str
    mark: str

    @property
    def text(self) -> str:
        """How it stands in the page."""
        return f"{self.posed_at}.{self.salt}.{self.mark}"


def pose(salt: str, *, now: int, key: bytes) -> Riddle:
    """A riddle signed by us.

    salt  sixteen letters of chance
    now   seconds since 1970
    """
    return Riddle(now, salt, _mark(now, salt, key))


def read(text: str, *, key: bytes) -> Riddle | None:
    """The riddle again; None when it is none of ours."""
    parts = text.split(".")
    if len(parts) != 3 or not parts[0].isdigit() or len(text) > 200:
        return None
    posed_at, salt, mark = int(parts[0]), parts[1], parts[2]
    good = hmac.compare_digest(mark.encode(), _mark(posed_at, salt, key).encode())
    return Riddle(posed_at, salt, mark) if good else None


def is_solved(riddle: Riddle, answer: str) -> bool:
    """Whether SHA-256 of riddle and answer begins with enough zero bits."""
    if not answer.isascii() or not answer.isdigit() or len(answer) > LONGEST_ANSWER:
        return False
    digest = hashlib.sha256(f"{riddle.text}.{answer}".encode()).digest()
    return int.from_bytes(digest[:4]) >> (32 - BITS) == 0


def sum_of(riddle: Riddle) -> tuple[int, int]:
    """Two numbers from 2 to 9 that a person without JavaScript adds up instead."""
    digest = hashlib.sha256(f"{riddle.mark}.sum".encode()).digest()
    return digest[0] % 8 + 2, digest[1] % 8 + 2


def is_added(riddle: Riddle, total: str) -> bool:
    """Whether the two numbers were added up; takers allow few of these a day from one place."""
    return total.strip() == str(sum(sum_of(riddle)))


def check(text: str, *, answer: str, now: int, key: bytes, total: str = "") -> Riddle:
    """The riddle of a form that may be taken. Raises Refused for any that may not.

    total  the sum, on forms that also work without JavaScript
    """
    riddle = read(text, key=key)
    if riddle is None or not (is_solved(riddle, answer) or total and is_added(riddle, total)):
        raise Refused(
            N_("没有通过安全校验。请打开浏览器的 JavaScript，再提交一次。"), code="riddle"
        )
    age = now - riddle.posed_at
    if age < TOO_FAST_SECONDS:
        raise Refused(N_("提交得太快了。请核对一遍内容，再提交一次。"), code="fast")
    if age > TOO_OLD_SECONDS:
        raise Refused(N_("页面打开得太久了。请再提交一次，内容都还在。"), code="old")
    return riddle


def _mark(now: int, salt: str, key: bytes) -> str:
    return hmac.new(key, f"{now}.{salt}".encode(), hashlib.sha256).hexdigest()[:32]
