"""Forms over parameters and numbers: their fields follow what is declared."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maizi.accounts import access as accounts

from . import access
from .models import NumberRule
from .rules import NumberShape, Parameter, typed
from .rules.numbers import LONGEST_PREFIX, NARROWEST, WIDEST
from .terms import Period, Sort

DAY = forms.DateInput(attrs={"type": "date"})
RANGE, COMPANY = _("适用范围"), _("全公司")
YES_NO = [("yes", _("是")), ("no", _("否"))]


def _units(user, *, label=RANGE, empty=COMPANY) -> forms.ModelChoiceField:
    """The tree to choose one unit from; nothing chosen is what `empty` says."""
    units = accounts.visible_units(user).filter(is_active=True)
    field = forms.ModelChoiceField(units, label=label, required=False, empty_label=empty)
    field.choices = [
        ("", empty),
        *((unit.pk, f"{'　' * (unit.path.count('/') - 2)}{unit.name}") for unit in units),
    ]
    return field


class ParameterForm(forms.Form):
    """One text per number of the parameter, where it holds, and why it changes."""

    reason = forms.CharField(label=_("修改原因"), max_length=200)

    def __init__(self, *args, parameter: Parameter, value, user, **kwargs):
        super().__init__(*args, **kwargs)
        texts, names = typed(parameter, value), parameter.parts or (parameter.label,)
        self.value_names = ["value"] if not parameter.parts else [
            f"value_{place}" for place in range(len(names))
        ]  # fmt: skip
        for name, label, text in zip(self.value_names, names, texts, strict=True):
            self.fields[name] = _value_field(parameter, gettext(label), text)
        if parameter.is_per_unit:
            self.fields["unit"] = _units(user)
        self.order_fields([*self.value_names, "unit", "reason"])

    @property
    def given(self) -> list[str]:
        """What was typed, one text per part."""
        return [self.cleaned_data[name] for name in self.value_names]


def _value_field(parameter: Parameter, label: str, text: str) -> forms.Field:
    if parameter.sort == Sort.CHOICE:
        choices = [(code, gettext(words)) for code, words in parameter.choices.items()]
        return forms.ChoiceField(label=label, choices=choices, initial=text)
    if parameter.sort == Sort.YES_NO:
        return forms.ChoiceField(label=label, choices=YES_NO, initial=text)
    return forms.CharField(label=label, initial=text, max_length=40)


class NumberForm(forms.Form):
    """How one kind of document is numbered."""

    prefix = forms.CharField(label=_("前缀"), max_length=LONGEST_PREFIX)
    period = forms.ChoiceField(label=_("编号周期"), choices=Period.choices)
    width = forms.IntegerField(label=_("位数"), min_value=NARROWEST, max_value=WIDEST)
    is_gapless = forms.BooleanField(
        label=_("必须连号"), required=False,
        help_text=_("作废的号会还回来；同时开单的人要互相等一下"),
    )  # fmt: skip
    reason = forms.CharField(label=_("修改原因"), max_length=200)

    def __init__(self, *args, user, rule: NumberRule | None, **kwargs):
        super().__init__(*args, **kwargs)
        if rule is None or rule.unit_id is None:
            self.fields["unit"] = _units(user)
            self.order_fields(["prefix", "period", "width", "is_gapless", "unit", "reason"])

    @property
    def shape(self) -> NumberShape:
        """The numbering that the valid form describes."""
        given = self.cleaned_data
        return NumberShape(
            given["prefix"].strip(), Period(given["period"]), given["width"], given["is_gapless"]
        )


class KeeperForm(forms.Form):
    """A unit that is to keep filed forms."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"] = _units(user, label=_("部门"), empty=_("请选择"))
        self.fields["unit"].required = True


class FiledForm(forms.Form):
    """Which filed forms are listed: of which kind, filed between which days."""

    kind = forms.ChoiceField(label=_("表单"), required=False)
    since = forms.DateField(label=_("从"), required=False, widget=DAY)
    until = forms.DateField(label=_("到"), required=False, widget=DAY)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [(one.kind, gettext(one.label)) for one in access.copy_kinds()]
        self.fields["kind"].choices = [("", gettext("全部表单")), *kinds]

    def clean(self) -> dict:
        given = super().clean()
        if given.get("since") and given.get("until") and given["since"] > given["until"]:
            self.add_error("until", _("结束日期不能早于开始日期。"))
        return given


class TemplateForm(forms.Form):
    """The next version of a template."""

    kind = forms.ChoiceField(label=_("用于"))
    name = forms.CharField(
        label=_("名称"), max_length=40, help_text=_("与已有模板同名，就是它的新版本")
    )
    file = forms.FileField(
        label=_("选择文件"), help_text=_("Word 文档（docx），或写有版式的文本文件（txt）")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(d.kind, gettext(d.label)) for d in access.documents()]


class SealForm(forms.Form):
    """The picture of the company's seal."""

    file = forms.FileField(label=_("印章图片"), help_text=_("透明背景的 PNG，四边不留空白"))
