"""Texts for people, written in Chinese and translated where they are shown."""

from collections.abc import Callable


def N_(text: str) -> str:  # noqa: N802 the name every gettext tool looks for
    """Mark a Chinese message for the catalogues; the site translates it when it is shown."""
    return text


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
        return fill(translate(self.message), self.params)


def say(message: str, **params: object) -> Said:
    """Fill `{name}` places of a marked message: say(N_("还差 {count} 位"), count=2)."""
    said = Said(fill(message, params))
    said.message, said.params = message, params
    return said


def fill(message: str, params: dict) -> str:
    """Put values into a message; a message without values may contain braces."""
    return message.format(**params) if params else str(message)
