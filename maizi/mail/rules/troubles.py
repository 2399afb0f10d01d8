"""What a mail server means, in a sentence that people can act on."""

import re

from ..terms import Trouble

OFF = (
    r"not enabled|service (is )?(not open|closed|disabled)|imap.{0,20}disabled"
    r"|未开启|没有开启"
)
# The first that fits counts. Servers answer in English, some in Chinese.
SIGNS = (
    (Trouble.LIMITED, r"too many|frequen|limit|try again later|频繁|稍后"),
    (Trouble.SWITCHED_OFF, OFF),
    (Trouble.PASSWORD, r"auth|login|password|credential|unsafe|授权|密码|535|用户名"),
    (Trouble.FOLDER, r"mailbox|folder|select"),
)  # fmt: skip


def trouble_of(answer: str) -> Trouble:
    """What to tell people about an answer of a mail server that refuses us."""
    for trouble, signs in SIGNS:
        if re.search(signs, answer, re.IGNORECASE):
            return trouble
    return Trouble.SILENT
