"""Small forms: what is looked for, what a planner knows better."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..access import visible_regions
from ..terms import Basis


class AskForm(forms.Form):
    """Which parts to show."""

    q = forms.CharField(label=_("备件"), max_length=60, required=False)
    region = forms.ModelChoiceField(
        label=_("备件区域"),
        queryset=None,
        required=False,
        empty_label=_("全部区域"),
    )
    short = forms.BooleanField(label=_("只看缺的"), required=False)
    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)

    def __init__(self, given, *, user):
        super().__init__(given)
        self.fields["region"].queryset = visible_regions(user).filter(is_active=True)


class SpanForm(forms.Form):
    """From when to when."""

    since = forms.DateField(label=_("从"), required=False)
    until = forms.DateField(label=_("到"), required=False)


class PriorForm(forms.Form):
    """Another prior for one part of one model; empty takes it back."""

    prior = forms.DecimalField(
        label=_("先验概率"), min_value=0, max_value=20, max_digits=9, decimal_places=6,
        required=False,
    )  # fmt: skip
    why = forms.CharField(label=_("为什么改"), max_length=200, required=False)


class BasisForm(forms.Form):
    """What a part is reckoned from; empty leaves it to the rule."""

    asked = forms.ChoiceField(
        label=_("依据"), choices=[("", _("自动")), *Basis.choices()], required=False
    )
    why = forms.CharField(label=_("为什么改"), max_length=200, required=False)


class ImportForm(forms.Form):
    """What to do where a cell is not clear."""

    bad_cells = forms.ChoiceField(
        label=_("看不懂的单元格"),
        choices=[
            ("choices", _("选项认不出的留空并提醒，其他不导入这一行")),
            ("refuse", _("都不导入这一行")),
        ],
    )
    key = forms.ChoiceField(label=_("更新时按什么查找"), choices=[("part", _("备件"))])

    def __init__(self, user, given, run):
        super().__init__(given, initial=run.options)
