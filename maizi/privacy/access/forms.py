"""Forms that anybody may send without signing in, and how many of them a day."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublicForm:
    """A form of strangers.

    code   whose riddles these are: one posed for a form opens no other
    daily  the parameter that says how many a day may come from one place
    often  what is said to who sends more
    used   what is said to who sends the same twice
    takes_sums  whether a person without JavaScript may add two numbers instead
    """

    code: str
    daily: str
    often: str
    used: str
    takes_sums: bool = False
