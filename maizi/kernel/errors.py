"""Refusals a person can act on. Everything else is a bug and should crash."""

from collections.abc import Callable

from .texts import COMMA, Said, fill, identity


class Refused(Exception):
    """The business says no, in a complete sentence that says what to do next.

    message  Chinese message with {name} places, or one already said by `texts.say`
    field    name of the form field it belongs to
    code     short name for machines and tests
    """

    def __init__(self, message: str, *, field: str = "", code: str = "", **params: object):
        if isinstance(message, Said):
            message, params = message.message, {**message.params, **params}
        super().__init__(message, params)
        self.message, self.params = message, params
        self.field, self.code = field, code

    def __str__(self) -> str:
        return self.text()

    def text(self, translate: Callable[[str], str] = identity) -> str:
        """The sentence in the language of `translate`."""
        return fill(translate(self.message), self.params, translate(COMMA), translate)
