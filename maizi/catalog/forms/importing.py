"""How products of one file come in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.imports import KEYS
from ..terms import ProductSort

KEY_LABELS = {"no": _("商品编号"), "barcode": _("条码"), "name": _("品牌、名称、型号、规格")}


class ImportForm(forms.Form):
    """How products of one file come in: what they are, what to do where it is not clear."""

    sort = forms.ChoiceField(label=_("没有写明种类的算"), choices=ProductSort.choices())
    make_categories = forms.BooleanField(
        label=_("没有的类别自动新建"), required=False, initial=True
    )
    bad_cells = forms.ChoiceField(
        label=_("看不懂的单元格"),
        choices=[
            ("choices", _("选项认不出的留空并提醒，其他不导入这一行")),
            ("refuse", _("都不导入这一行")),
            ("leave", _("都留空并提醒")),
        ],
    )
    key = forms.ChoiceField(label=_("更新时按什么查找"))
    empties = forms.BooleanField(label=_("更新时空单元格也清空原来的内容"), required=False)

    def __init__(self, user, given, run):
        places = {column["target"] for column in run.columns}
        usual = next((key for key in KEYS if key in places), KEYS[0])
        super().__init__(given, initial={"key": usual, "make_categories": True, **run.options})
        self.fields["key"].choices = [(key, KEY_LABELS[key]) for key in KEYS]
