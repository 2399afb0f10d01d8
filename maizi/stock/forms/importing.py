"""How opening stock of one file comes in."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from .. import access


class OpeningForm(forms.Form):
    """Where rows without a warehouse lie, and from which day the stock is there."""

    warehouse = forms.ChoiceField(label=_("没有写仓库的放在"), required=False)
    on = forms.DateField(label=_("期初日期"), required=False, help_text=_("留空为今天。"))

    def __init__(self, user, given, run):
        super().__init__(given, initial=run.options)
        places = access.visible_warehouses(user).filter(is_active=True)
        self.fields["warehouse"].choices = [
            ("", _("（不导入没有仓库的行）")), *((str(row.pk), row.name) for row in places)
        ]  # fmt: skip

    def clean_on(self) -> str:
        """Kept as text, as options are."""
        day: date | None = self.cleaned_data["on"]
        return day.isoformat() if day else ""
