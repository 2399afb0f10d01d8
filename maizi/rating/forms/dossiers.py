"""Documents, reasons to rate again, and trying a card on a book."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .. import access
from ..actions.reviewing import BY_HAND
from ..models import Paper
from ..terms import CardState, PaperKind, Serves


def _day(label, *, required: bool = True, help_text: str = "") -> forms.DateField:
    return forms.DateField(label=label, required=required, help_text=help_text,
                           widget=forms.DateInput(attrs={"type": "date"}))  # fmt: skip


class PaperForm(forms.Form):
    """One document that came in (D-12)."""

    kind = forms.ChoiceField(label=_("文件"), choices=PaperKind.choices())
    received_on = _day(_("收到日期"))
    valid_until = _day(_("有效期至"), required=False, help_text=_("长期有效的留空。"))
    period_end = _day(_("报表截止日"), required=False, help_text=_("财务报表才填。"))
    note = forms.CharField(label=_("备注"), max_length=200, required=False)

    def made(self, customer) -> Paper:
        """The document, not stored yet."""
        return Paper(customer=customer, **self.cleaned_data)


class RaiseForm(forms.Form):
    """What happened that a customer has to be rated again for (D-30)."""

    trigger = forms.ChoiceField(label=_("起因"), choices=[(t.value, t.label) for t in BY_HAND])
    text = forms.CharField(label=_("发生了什么"), max_length=200, widget=forms.Textarea)


class TestForm(forms.Form):
    """Which card is tried."""

    card = forms.ModelChoiceField(label=_("评分卡"), queryset=None)

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        rows = access.visible_cards(user).filter(serves=Serves.BOOK)
        self.fields["card"].queryset = rows.exclude(state=CardState.RETIRED)
