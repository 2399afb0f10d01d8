"""How loans of one file come in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class _ImportForm(forms.Form):
    """What to do where a cell is not clear."""

    bad_cells = forms.ChoiceField(
        label=_("看不懂的单元格"),
        choices=[
            ("choices", _("选项认不出的留空并提醒，其他不导入这一行")),
            ("refuse", _("都不导入这一行")),
        ],
    )

    def __init__(self, user, given, run):
        super().__init__(given, initial=self.begun(run) | run.options)

    def begun(self, run) -> dict:
        """What the form begins with."""
        return {}


class StatementImportForm(_ImportForm):
    """Statements need no more."""

    key = forms.ChoiceField(label=_("更新时按什么查找"), choices=[("customer", _("客户"))])


class BookImportForm(_ImportForm):
    """Into which book, and which words mean that a loan was not paid."""

    book = forms.CharField(
        label=_("组合名称"), max_length=60, help_text=_("没有就新建；已有的往里加。")
    )
    bad_words = forms.CharField(
        label=_("哪些结果算违约"), initial="1 1.0 是 坏 违约 bad yes true y", max_length=200,
        help_text=_("用空格隔开，不分大小写。"),
    )  # fmt: skip
    good_words = forms.CharField(
        label=_("哪些结果算正常"), initial="0 0.0 否 好 正常 good no false n", max_length=200
    )
    key = forms.ChoiceField(label=_("更新时按什么查找"), choices=[("ref", _("编号"))])

    def begun(self, run) -> dict:
        """The book is called as the file."""
        return {"book": run.name.rpartition(".")[0][:60]}
