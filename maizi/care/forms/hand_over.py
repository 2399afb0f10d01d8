"""Forms of the hand-over."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.accounts.access import holdings, visible_people

from .. import queries
from ..models import HandOver

DAY = forms.DateInput(attrs={"type": "date"})


def takers(user):
    """Who may take something over."""
    return visible_people(user).filter(is_active=True, leaves_on=None)


class OpenForm(forms.ModelForm):
    """Who goes, why, when."""

    class Meta:
        model = HandOver
        fields = ("person", "sort", "leaves_on", "stays_until", "reason")
        widgets = {"leaves_on": DAY, "stays_until": DAY}
        help_texts = {
            "leaves_on": _("登记后立即停止导出、删除、领取和放入公海"),
            "stays_until": _("客户移交后，原负责人还能查看到这一天；留空则移交后看不到"),
        }

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = takers(user).exclude(pk=user.pk)

    def validate_constraints(self) -> None:
        """Said by the action, in a sentence."""


class ArrangeForm(forms.Form):
    """One successor for everything that fits."""

    holding = forms.ChoiceField(label=_("种类"), required=False)
    region = forms.ChoiceField(label=_("地区"), required=False)
    unit = forms.ChoiceField(label=_("部门"), required=False)
    grade = forms.ChoiceField(label=_("级别"), required=False)
    taker = forms.ModelChoiceField(None, label=_("接手人"), empty_label="")
    is_again = forms.BooleanField(label=_("已选好的也改"), required=False)

    def __init__(self, user, row: HandOver, given=None):
        super().__init__(given)
        self.fields["taker"].queryset = takers(user).exclude(pk=row.person_id)
        kinds = [(one.code, _(one.label)) for one in holdings() if one.give]
        self.fields["holding"].choices = [("", _("全部")), *kinds]
        for name in ("region", "unit", "grade"):
            self.fields[name].choices = queries.choices_of(row, name)
