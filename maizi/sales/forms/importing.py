"""How orders of one file come in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.customers.terms import PartyType


class ImportForm(forms.Form):
    """What the file does not say: who customers are, whose orders they are without a name."""

    party_type = forms.ChoiceField(label=_("没有的客户新建为"), choices=PartyType.choices())
    customer = forms.CharField(
        label=_("没有写客户的行算谁的"), max_length=120, required=False,
        help_text=_("如“零售散客”；留空则不导入这些行。"),
    )  # fmt: skip
    bad_cells = forms.ChoiceField(
        label=_("看不懂的单元格"),
        choices=[("refuse", _("不导入这一行")), ("leave", _("留空并提醒"))],
    )

    def __init__(self, user, given, run):
        usual = {"party_type": PartyType.INDIVIDUAL.value, "bad_cells": "refuse"}
        super().__init__(given, initial=usual | run.options)
