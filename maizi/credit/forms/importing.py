"""How postings of one file come in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..terms import EntryKind

POSTS = [(kind.value, kind.label) for kind in (EntryKind.OPENING, EntryKind.RECEIPT)]


class ImportForm(forms.Form):
    """What the rows are, and what to do where a cell is not clear."""

    posts = forms.ChoiceField(label=_("这些行是"), choices=POSTS)
    bad_cells = forms.ChoiceField(
        label=_("看不懂的单元格"),
        choices=[
            ("choices", _("选项认不出的留空并提醒，其他不导入这一行")),
            ("refuse", _("都不导入这一行")),
        ],
    )
    key = forms.ChoiceField(label=_("更新时按什么查找"), choices=[("number", _("单据号"))])

    def __init__(self, user, given, run):
        super().__init__(given, initial=run.options)
