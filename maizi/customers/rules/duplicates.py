"""When two customers are the same."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from maizi.kernel.texts import N_

from ..terms import PartyType

NOISE = re.compile(r"[\s\W_]+")
SUFFIXES = ("股份有限公司", "有限责任公司", "有限公司", "总公司", "分公司", "公司")


class Severity(IntEnum):
    """What a duplicate does to saving."""

    WARN = 1
    BLOCK = 2


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells one customer from another."""

    party_type: PartyType
    name_key: str
    mobile: str = ""
    usc_code: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """One stored customer that may be the same, how bad that is, and by what."""

    id: int
    severity: Severity
    reason: str


def name_key(name: str) -> str:
    """A name reduced to what tells it apart (A-12): NFKC, no spaces, brackets or 公司 suffixes."""
    text = NOISE.sub("", unicodedata.normalize("NFKC", name).casefold())
    for suffix in SUFFIXES:
        if text.endswith(suffix) and len(text) - len(suffix) >= 2:
            return text.removesuffix(suffix)
    return text


def duplicates_among(new: Identity, stored: Iterable[Identity]) -> list[Duplicate]:
    """Stored customers that look like the new one, worst first (A-12).

    Enterprise: the same valid code blocks, the same normalised name warns. Individual: the same
    mobile blocks, the same name warns. The record itself never counts.
    """
    found = []
    for other in stored:
        if other.id == new.id:
            continue
        if new.usc_code and new.usc_code == other.usc_code:
            found.append(Duplicate(other.id, Severity.BLOCK, N_("统一社会信用代码相同")))
        elif new.mobile and new.mobile == other.mobile:
            worst = PartyType.INDIVIDUAL in (new.party_type, other.party_type)
            severity = Severity.BLOCK if worst else Severity.WARN
            found.append(Duplicate(other.id, severity, N_("手机号相同")))
        elif new.name_key and new.name_key == other.name_key:
            found.append(Duplicate(other.id, Severity.WARN, N_("名称相同或只差“公司”等字样")))
    return sorted(found, key=lambda d: (-d.severity, d.id))
