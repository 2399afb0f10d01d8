"""The business says no."""

from collections.abc import Callable


class Refused(Exception):
    """A refusal in a complete sentence that says what to do next.

    message  Chinese message id with {name} places, filled from `params`
    field    the form field it belongs to, if one
    code     a short word for programs
    """

    def __init__(self, message: str, *, field: str = "", code: str = "refused", **params):
        super().__init__(message)
        self.message, self.field, self.code, self.params = message, field, code, params

    def text(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in the reader's language."""
        text = translate(self.message)
        return text.format(**self.params) if self.params else text

    def __str__(self) -> str:
        return self.text()
