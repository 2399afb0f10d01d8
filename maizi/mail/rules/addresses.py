"""Addresses of letters: who wrote, whose house it is."""

from collections.abc import Iterable
from email.utils import getaddresses

from maizi.kernel import identifiers

# Anybody has an address there: it says nothing about a company.
PUBLIC_HOSTS = frozenset(
    "qq.com foxmail.com 163.com 126.com yeah.net 139.com 189.cn 188.com wo.cn sina.com sina.cn "
    "sohu.com tom.com 21cn.com aliyun.com gmail.com googlemail.com outlook.com "
    "hotmail.com live.com live.cn msn.com icloud.com me.com mac.com yahoo.com yahoo.com.cn "
    "yahoo.com.hk yahoo.com.tw proton.me protonmail.com gmx.com mail.ru".split()
)
LONGEST = 254


def folded(address: str) -> str:
    """An address as it is compared: small letters, no blanks around it; "" when it is none."""
    plain = address.strip().strip("<>").casefold()
    name, _, host = plain.rpartition("@")
    is_one = name and "." in host and not any(c.isspace() for c in plain)
    return plain if is_one and len(plain) <= LONGEST else ""


def host_of(address: str) -> str:
    """The domain of an address when it belongs to one company; "" for public mail services."""
    host = folded(address).rpartition("@")[2]
    return "" if host in PUBLIC_HOSTS else host


def people_in(headers: Iterable[str]) -> list[tuple[str, str]]:
    """(name, folded address) of the people in address headers, each once."""
    found: dict[str, str] = {}
    for name, address in getaddresses(list(headers)):
        if plain := folded(address):
            found.setdefault(plain, " ".join(name.split())[:120])
    return [(name, address) for address, name in found.items()]


def split_addresses(text: str) -> tuple[list[str], list[str]]:
    """What people typed as receivers: sound addresses, and the pieces that are none."""
    for sign in "；;，、\n":
        text = text.replace(sign, ",")
    sound, unsound = [], []
    for piece in filter(None, (part.strip() for part in text.split(","))):
        address = piece.rpartition("<")[2].rstrip(">").strip() if "<" in piece else piece
        checked = identifiers.email(address)
        is_sound = checked.status != identifiers.Status.REJECTED
        (sound.append(folded(checked.value)) if is_sound else unsound.append(piece))
    return list(dict.fromkeys(sound)), unsound
