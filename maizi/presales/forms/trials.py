"""What people fill in about a trial."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maizi.catalog.terms import Tracking

from ..actions import Ended
from ..actions.ending import orders_of
from ..terms import Condition, Liking

WEEK = timedelta(days=7)


def day_field(label) -> forms.DateField:
    """A day with the browser's calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}))


def words_field(label, *, most: int = 500, help_text="") -> forms.CharField:
    """A text of several lines; the action says when it may not be empty."""
    return forms.CharField(
        label=label, max_length=most, required=False, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class TrialForm(forms.Form):
    """A form about one trial, for one person."""

    def __init__(self, *args, row, user, **options):
        super().__init__(*args, **options)
        self.row, self.user = row, user


class HandForm(TrialForm):
    """Which piece leaves."""

    serial = forms.CharField(
        label=_("序列号"), max_length=60, required=False, help_text=_("扫码或输入，以实物为准。")
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["serial"].initial = self.row.serial
        if self.row.product.tracking != Tracking.SERIAL:
            del self.fields["serial"]


class CancelForm(TrialForm):
    """Why nothing is lent."""

    text = words_field(_("为什么取消"))


class ExtendForm(TrialForm):
    """Until when, and why."""

    due_on = day_field(_("改到哪天归还"))
    text = words_field(_("为什么延期"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["due_on"].initial = max(self.row.due_on, timezone.localdate()) + WEEK


class HearForm(TrialForm):
    """What the customer says."""

    liking = forms.ChoiceField(
        label=_("客户的态度"), choices=[(one.value, one.label) for one in Liking],
        widget=forms.RadioSelect,
    )  # fmt: skip
    text = words_field(_("客户怎么说"))


class EndForm(TrialForm):
    """When it ended, how, and which order came of it."""

    on = day_field(_("日期"))
    order = forms.ModelChoiceField(label=_("促成的订单"), queryset=None, required=False)
    outcome = words_field(_("客户试用后怎么说"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["on"].initial = timezone.localdate()
        if "order" in self.fields:
            self.fields["order"].queryset = orders_of(self.row, self.user)

    def ended(self) -> Ended:
        """What was typed, as the action takes it."""
        given = self.cleaned_data
        return Ended(given["on"], given["outcome"], given.get("order"))


class ReturnForm(EndForm):
    """In which condition it came back; what else the customer ordered because of it."""

    condition = forms.ChoiceField(
        label=_("归还时的状况"), choices=[(one.value, one.label) for one in Condition],
        widget=forms.RadioSelect, initial=Condition.INTACT.value,
        help_text=_("有使用痕迹的按翻新品入库，损坏的按退回次品入库。"),
    )  # fmt: skip
    field_order = ["on", "condition", "outcome", "order"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["order"].help_text = _("试完退回、另订新货的，选那张订单；没有买就空着。")


class BuyForm(EndForm):
    """With which order the customer buys what it has."""

    field_order = ["on", "order", "outcome"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["order"].label = _("哪张订单买下的")


class LoseForm(EndForm):
    """Why it does not come back."""

    order = None
    outcome = words_field(_("为什么收不回来、怎么处理"))
