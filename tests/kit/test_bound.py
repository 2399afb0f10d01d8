"""Fields as pages draw them."""

import re

import pytest
from django import forms
from django.template import engines

ASKED = '{% import "ui/bound.html" as f %}{{ f.bound(form.ticks) }}{{ f.bound(form.several) }}'


class Choosing(forms.Form):
    """Several of a few, by ticks and from a list."""

    ticks = forms.MultipleChoiceField(
        choices=[("aa", "甲"), ("bb", "乙")], widget=forms.CheckboxSelectMultiple
    )
    several = forms.MultipleChoiceField(choices=[(1, "一"), (2, "二")])


@pytest.mark.parametrize("form", [
    Choosing({"ticks": ["bb"], "several": ["2"]}),
    Choosing({"ticks": ["bb"], "several": ["2", "x"]}),
    Choosing(initial={"ticks": ["bb"], "several": [2]}),
])  # fmt: skip
def test_what_was_chosen_among_several_stays_chosen(form):
    """A refused form comes back with it, and so does one that is changed."""
    text = engines["jinja2"].env.from_string(ASKED).render(form=form)
    assert re.findall(r'value="(\w+)" checked', text) == ["bb"]
    assert re.findall(r'value="(\w+)" selected', text) == ["2"]
    assert "checked" not in engines["jinja2"].env.from_string(ASKED).render(form=Choosing())
