"""What a delivery report says: who was not reached, and whether for good (RFC 3464)."""

import re
from dataclasses import dataclass

from .addresses import folded
from .letters import Letter

SENDERS = ("mailer-daemon", "postmaster", "mail-daemon")
STATUS = re.compile(r"^status:\s*([245])\.\d+\.\d+", re.IGNORECASE | re.MULTILINE)
RECEIVER = re.compile(
    r"^(?:final|original)-recipient:\s*(?:rfc822;)?\s*(\S+@\S+)", re.IGNORECASE | re.MULTILINE
)
OURS = re.compile(r"^message-id:\s*<?([^<>\s]+)>?", re.IGNORECASE | re.MULTILINE)
CODE = re.compile(r"\b(?:55[0-4]|5\.[0-9]\.[0-9]{1,2})\b")
NAMED = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NO_SUCH = re.compile(
    r"user unknown|no such (?:user|recipient)|does not exist|mailbox (?:not found|unavailable)"
    r"|收件人.{0,10}不存在|邮箱不存在|無此用戶|地址不存在",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Bounce:
    """One report.

    letter_id  Message-ID of our letter that came back, "" when the report does not say
    receivers  who was not reached
    is_final   the address is no good; else the server only gave up or is busy
    """

    letter_id: str
    receivers: tuple[str, ...]
    is_final: bool


def bounce_in(letter: Letter) -> Bounce | None:
    """The report that a letter is, or None for an ordinary letter."""
    told = "\n".join(letter.report)
    is_daemon = letter.sender[1].partition("@")[0] in SENDERS
    statuses = STATUS.findall(told)
    if statuses and "2" not in statuses:
        receivers = [folded(one) for one in RECEIVER.findall(told)]
        is_final = "5" in statuses
    elif is_daemon:
        receivers = [folded(one) for one in NAMED.findall(letter.text)]
        receivers = [r for r in receivers if r.partition("@")[0] not in SENDERS][:1]
        is_final = bool(CODE.search(letter.text) or NO_SUCH.search(letter.text))
    else:
        return None
    ours = OURS.findall(told)
    receivers = tuple(dict.fromkeys(filter(None, receivers)))
    return Bounce(ours[-1] if ours else "", receivers, is_final)
