"""Which analysis is asked for, made sound; what is to be done with its customers."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.customers.terms import ValueClass

from .queries import ANALYSES, Asked, usual_window
from .terms import Code, End

FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_WORDS = 60
LONGEST = timedelta(1826)  # five years: the stock is looked up at the end of every month


def ask(code: Code, given, today: date) -> Asked:
    """The window and options of an address; the trailing twelve months when it says none.

    Of a window of more than five years the last five are looked at.
    """
    usual = usual_window(today)
    first, last = sorted((_day(given.get("starts_on", ""), usual[0]),
                          _day(given.get("ends_on", ""), usual[1])))  # fmt: skip
    is_cut, first = last - first > LONGEST, max(first, last - LONGEST)
    options = {
        choice.name: value for choice in ANALYSES[code].choices
        if (value := given.get(choice.name, "")) in choice.values and value
    }  # fmt: skip
    group, end = given.get("group", "")[:MOST_WORDS], given.get("end", "")
    end = End(end) if end in set(End) else None
    return Asked(code, first, last, options, group, is_cut, end)


class ClassForm(forms.Form):
    """A value class against the numbers."""

    value_class = forms.ChoiceField(label=_("价值等级"), choices=ValueClass.choices())
    until = forms.DateField(label=_("有效期至"))
    reason = forms.CharField(label=_("理由"), max_length=200)


def _day(text: str, usual: date) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return usual
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else usual
