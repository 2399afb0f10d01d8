"""The form of an important day."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.kernel.partial_dates import read_date, stored_date

from ..models import ImportantDay
from ..rules import USUAL_ACTIONS, leads_from
from ..rules.profiles import date_in_words
from ..terms import DayKind, Festival


class DayForm(forms.ModelForm):
    """Kind, date as people write it, whose, how early, what to do."""

    written = forms.CharField(
        label=_("日期"), max_length=40, required=False,
        help_text=_("1985-03-12、3-12；农历写明：农历八月十五。节日不用填。"),
    )  # fmt: skip
    festival = forms.ChoiceField(
        label=_("哪个节日"), choices=[("", ""), *Festival.choices()], required=False
    )
    leads = forms.CharField(
        label=_("提前几天提醒"), max_length=20, required=False,
        help_text=_("如 7,1,0。不填就按公司的设置。"),
    )  # fmt: skip

    class Meta:
        model = ImportantDay
        fields = ("kind", "title", "contact", "action", "note", "is_muted")

    field_order = (
        "kind", "written", "festival", "title", "contact", "action", "leads", "note", "is_muted",
    )  # fmt: skip

    def __init__(self, given=None, *, instance: ImportantDay, contacts, kinds):
        initial = {}
        if instance.on:
            initial["written"] = date_in_words(stored_date(instance.on))
        if instance.on in set(Festival):
            initial["festival"] = instance.on
        if instance.lead_days:
            initial["leads"] = ",".join(map(str, instance.lead_days))
        super().__init__(given, instance=instance, initial=initial)
        self.fields["contact"].queryset = contacts
        self.fields["contact"].empty_label = _("（客户本身）")
        self.fields["action"].required = False
        self.fields["kind"].choices = kinds
        if instance.is_derived:
            for name in ("kind", "written", "festival", "title", "contact"):
                del self.fields[name]

    def clean_leads(self) -> list[int] | None:
        text = self.cleaned_data["leads"]
        found = leads_from(text) if text else None
        if text and found is None:
            raise forms.ValidationError(_("请写成 7,1,0 这样：最多五个数，每个不超过 90。"))
        return found

    def clean(self) -> dict:
        given = super().clean()
        self.instance.lead_days = given.get("leads")
        kind = given.get("kind") or self.instance.kind
        if not given.get("action"):
            given["action"] = USUAL_ACTIONS[DayKind(kind)]
        if "kind" in self.fields:
            self._clean_date(given)
        return given

    def _clean_date(self, given: dict) -> None:
        if given.get("kind") == DayKind.FESTIVAL:
            if not given.get("festival"):
                return self.add_error("festival", _("请选择节日。"))
            self.instance.on = given["festival"]
            self.instance.title = given["title"] = str(Festival(given["festival"]).chinese)
            return None
        found = read_date(given.get("written") or "")
        if found is None:
            self.add_error(
                "written", _("看不懂这个日期。请写成 1985-03-12、1985-03、1985 或 3-12。")
            )
        else:
            self.instance.on = str(found)
        return None
