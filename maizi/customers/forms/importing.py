"""How customers of one file come in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.accounts.access import visible_people
from maizi.kit.sheets.vocabulary import SYNONYMS

from .. import access
from ..models import Customer
from ..terms import PartyType

KEYS = ("no", "usc_code", "mobile", "name")
PERSON_WORDS = frozenset(SYNONYMS["person"])


class ImportForm(forms.Form):
    """How customers of one file come in: where to, and what to do where it is not clear."""

    owner = forms.ModelChoiceField(None, label=_("负责人"), required=False, empty_label=_("我自己"))
    pool = forms.ModelChoiceField(
        None, label=_("直接放入公海"), required=False, empty_label=_("不放入公海")
    )
    party_type = forms.ChoiceField(label=_("没有写明的算"), choices=PartyType.choices())
    twins = forms.ChoiceField(
        label=_("与已有客户名称相近的"),
        choices=[("refuse", _("先不导入，列出来")), ("import", _("仍然导入"))],
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
    make_tags = forms.BooleanField(label=_("没有的标签自动新建"), required=False)
    usc_reason = forms.CharField(
        label=_("信用代码校验位不符时的说明"), max_length=200, required=False,
        help_text=_("留空则不导入这些行。"),
    )  # fmt: skip

    def __init__(self, user, given, run):
        initial = {"party_type": usual_party(run), "key": usual_key(run), **run.options}
        super().__init__(given, initial=initial)
        self.fields["owner"].queryset = visible_people(user).filter(is_active=True)
        self.fields["pool"].queryset = access.visible_pools(user)
        self.fields["key"].choices = [
            (key, Customer._meta.get_field(key).verbose_name) for key in KEYS
        ]
        if not access.may(user, "assign"):
            del self.fields["owner"]
        if not access.may(user, "tags"):
            del self.fields["make_tags"]

    def clean(self) -> dict:
        given = super().clean()
        if given.get("owner") and given.get("pool"):
            self.add_error("pool", _("负责人和公海只能选一个。"))
        return given


def usual_party(run) -> str:
    """People, when the column of names is headed by a word for people."""
    named = [column["header"] for column in run.columns if column["target"] == "name"]
    is_people = any(header in PERSON_WORDS for header in named)
    return (PartyType.INDIVIDUAL if is_people else PartyType.ENTERPRISE).value


def usual_key(run) -> str:
    """The surest key among the columns."""
    places = {column["target"] for column in run.columns}
    return next((key for key in KEYS if key in places), "no")
