"""What a stranger fills in to see his rights."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maizi.kit.forms import RiddleForm

from ..queries import Question
from .asking import yes_no


class CheckForm(RiddleForm):
    """Serial, a key that only the owner has, and the fault."""

    serial = forms.CharField(label=_("机身序列号"), max_length=60, help_text=_("在铭牌或包装上。"))
    proof = forms.CharField(
        label=_("购买时电话的后四位，或三包凭证号"), max_length=40, min_length=4
    )
    fault = forms.CharField(label=_("出了什么问题"), max_length=200)
    is_performance = yes_no(_("现在不能正常使用"))

    def question(self) -> Question:
        """The fault as of today; which part it is, and what lies in stock, nobody can ask here."""
        given = self.cleaned_data
        return Question(
            fault=given["fault"], reported_on=timezone.localdate(),
            is_performance=given["is_performance"], part=None, is_model_there=None,
        )  # fmt: skip
