"""Which sensitive information there can be (A-2, A-21): declared, and off until enabled."""

from collections.abc import Callable
from dataclasses import dataclass

from maizi.kernel.masking import mask
from maizi.kernel.texts import N_


@dataclass(frozen=True, slots=True)
class SensitiveKind:
    """One kind of sensitive information.

    check     text -> text as it is kept; raises Refused for what cannot be right
    mask      one of masking.MASKS
    is_sought whether people may be found by it (only its keyed hash is compared)
    is_minor  whether it is about children under 14: a guardian consents
    """

    code: str
    label: str
    check: Callable[[str], str]
    mask: str = "text"
    is_sought: bool = False
    is_minor: bool = False

    def shown(self, text: str) -> str:
        """The value as the card shows it."""
        return str(mask(self.mask, text))[:40]


_kinds: dict[str, SensitiveKind] = {}


def declare_sensitive(kind: SensitiveKind) -> None:
    """Make a kind of sensitive information known."""
    _kinds[kind.code] = kind


def sensitive_kinds() -> list[SensitiveKind]:
    """Every kind, enabled or not."""
    return list(_kinds.values())


def sensitive_kind(code: str) -> SensitiveKind:
    """The kind with this code; one nobody declares any more is told by its code."""
    return _kinds.get(code) or SensitiveKind(code, N_("敏感信息"), lambda text: text)
