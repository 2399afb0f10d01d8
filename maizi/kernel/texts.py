"""Texts for people, written in Chinese and translated where they are shown."""

from collections.abc import Callable, Mapping


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


def kept(told: object) -> object:
    """Something told as JSON keeps it: what is said by its message and values, the rest as it is.

    The message is the code under which every language finds its sentence.
    """
    if isinstance(told, Said):
        return {"say": told.message, "with": {name: kept(v) for name, v in told.params.items()}}
    if isinstance(told, Mapping):
        return {name: kept(value) for name, value in told.items()}
    if isinstance(told, (list, tuple)):
        return [kept(one) for one in told]
    return told if told is None or isinstance(told, (str, int, float)) else str(told)


def said_again(stored: object) -> object:
    """What `kept` stored, with its sentences said again."""
    if isinstance(stored, Mapping):
        if "say" in stored:
            return say(stored["say"], **{n: said_again(v) for n, v in stored["with"].items()})
        return {name: said_again(value) for name, value in stored.items()}
    return [said_again(one) for one in stored] if isinstance(stored, list) else stored


def retold(stored: object, translate: Callable[[str], str] = identity) -> object:
    """What `kept` stored, its sentences in the language of `translate`."""
    return _in_words(said_again(stored), translate)


def _in_words(told: object, translate: Callable[[str], str]) -> object:
    if isinstance(told, Said):
        return told.text(translate)
    if isinstance(told, Mapping):
        return {name: _in_words(value, translate) for name, value in told.items()}
    return [_in_words(one, translate) for one in told] if isinstance(told, list) else told
