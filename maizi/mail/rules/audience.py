"""Who gets a newsletter: those who agreed, each address once (C-40, N-1, 消法 29)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, Said, say

from ..terms import Drop
from .addresses import folded

# Codes of privacy rulings -> why.
OF_RULING = {"silent": Drop.SILENT, "refused": Drop.REFUSED}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the audience.

    customer, contact  his ids; contact 0 for a customer that is a person himself
    ruling             code of the refusal to contact him, "" when he may be
    """

    customer: int
    contact: int
    address: str
    is_bad: bool
    ruling: str
    may_measure: bool = False


def drop_of(one: Candidate, taken: set[str]) -> Drop | None:
    """Why a candidate is not written to; None when he is.

    taken  addresses that others of the same issue have already
    """
    address = folded(one.address)
    if not address:
        return Drop.NO_ADDRESS
    if one.ruling:
        return OF_RULING.get(one.ruling, Drop.BLOCKED)
    if one.is_bad:
        return Drop.BAD_ADDRESS
    return Drop.TWICE if address in taken else None


def chosen(
    candidates: Iterable[Candidate], taken: set[str]
) -> tuple[list[Candidate], Counter[Drop]]:
    """Those who are written to, and how many are not for which reason; `taken` grows."""
    kept, drops = [], Counter()
    for one in candidates:
        drop = drop_of(one, taken)
        if drop is None:
            taken.add(folded(one.address))
            kept.append(one)
        else:
            drops[drop] += 1
    return kept, drops


def told_drops(drops: Mapping[str, int]) -> list[Said]:
    """The reasons with their numbers, the most frequent first: 没有同意接收营销信息 12 位."""
    found = sorted(((Drop(code), n) for code, n in drops.items() if n), key=lambda one: -one[1])
    return [say(N_("{why} {n} 位"), why=say(drop.chinese), n=n) for drop, n in found]


def refuse_nobody(count: int, drops: Mapping[str, int]) -> None:
    """Raises Refused when nobody is left, with the reasons and what to do."""
    if count:
        return
    told = told_drops(drops)
    if not told:
        raise Refused(N_("选中的范围里一个人也没有。请换一个名单、标签或细分再发。"))
    raise Refused(
        N_("没有一位收件人可以发送：{why}。请先征得本人同意并登记，再发送简报。"), why=told
    )
