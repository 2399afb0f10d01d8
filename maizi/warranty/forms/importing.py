"""How pieces of one file come in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ImportForm(forms.Form):
    """What to do where a cell is not clear."""

    bad_cells = forms.ChoiceField(
        label=_("看不懂的单元格"),
        choices=[
            ("choices", _("选项认不出的留空并提醒，其他不导入这一行")),
            ("refuse", _("都不导入这一行")),
        ],
    )
    key = forms.ChoiceField(label=_("更新时按什么查找"), choices=[("serial", _("序列号"))])

    def __init__(self, user, given, run):
        super().__init__(given, initial=run.options)
