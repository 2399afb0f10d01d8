"""Texts for people, written in Chinese and translated where they are shown."""

from collections.abc import Callable


def N_(text: str) -> str:  # noqa: N802 the name every gettext tool looks for
    """Mark a Chinese message for the catalogues; the site translates it when it is shown."""
    return text


COMMA = N_("、")


def identity(text: str) -> str:
    """The translation into Chinese: none."""
    return text


class Said(str):
    """A message with its values filled in, that still knows how to be said in another language.

    As a string it is the Chinese sentence.
    """

    __slots__ = ("message", "params")

    message: str
    params: dict

    def text(self, translate: Callable[[str], str] = identity) -> str:
        """The sentence in the language of `translate`."""
        return fill(translate(self.message), self.params, translate(COMMA), translate)


def say(message: str, **params: object) -> Said:
    """Fill `{name}` places of a marked message: say(N_("还差 {count} 位"), count=2)."""
    said = Said(fill(message, params))
    said.message, said.params = message, params
    return said


def fill(
    message: str, params: dict, comma: str = COMMA, translate: Callable[[str], str] = identity
) -> str:
    """Put values into a message, lists word by word; without values it may contain braces.

    A value that is itself said, or a list of such, is said in the language of `translate`.
    """
    if not params:
        return str(message)
    told = {name: _told(value, translate) for name, value in params.items()}
    return message.format(**{name: listed(value, comma) for name, value in told.items()})


def _told(value: object, translate: Callable[[str], str]) -> object:
    """A value in the language of `translate`: said, a list of said, or anything else as it is."""
    if isinstance(value, Said):
        return value.text(translate)
    return [_told(one, translate) for one in value] if isinstance(value, (list, tuple)) else value


def listed(value: object, comma: str = COMMA) -> object:
    """The words of a list one after the other; anything else as it is."""
    return comma.join(map(str, value)) if isinstance(value, (list, tuple)) else value
