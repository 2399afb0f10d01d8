"""Forms of units, people, roles, delegations and the policy of signing in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.accounts import access
from maizi.accounts.models import SignInPolicy
from maizi.accounts.terms import Scope, TotpDuty, UnitLevel
from maizi.kernel.privacy import FieldAccess, FieldGroup

from .. import queries

DAY = forms.DateInput(attrs={"type": "date"})


def chooser(label, choices, *, required: bool = True, help_text: str = "") -> forms.ChoiceField:
    """One choice out of many, searched by typing."""
    return forms.TypedChoiceField(
        label=label, choices=choices, required=required, help_text=help_text,
        coerce=int, empty_value=None,
    )  # fmt: skip


class UnitForm(forms.Form):
    name = forms.CharField(label=_("名称"), max_length=60)
    level = forms.ChoiceField(label=_("层级"), choices=UnitLevel.choices)
    position = forms.IntegerField(
        label=_("排序"),
        initial=0,
        min_value=-999,
        max_value=999,
        help_text=_("同一上级下，小的在前"),
    )

    def __init__(self, *args, user, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        choices = queries.unit_choices(user, without=unit)
        if choices and not (unit and unit.parent_id is None):
            self.fields["parent"] = chooser(_("上级部门"), choices)
            self.order_fields(["name", "parent", "level", "position"])


class PersonForm(forms.Form):
    name = forms.CharField(label=_("姓名"), max_length=40)
    username = forms.CharField(
        label=_("用户名"), max_length=60, help_text=_("登录时使用，不分大小写，例如姓名拼音")
    )
    job_title = forms.CharField(label=_("职务"), max_length=40, required=False)
    mobile = forms.CharField(
        label=_("手机"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    email = forms.EmailField(label=_("邮箱"), required=False)
    joined_on = forms.DateField(label=_("入职日期"), required=False, widget=DAY)

    def __init__(self, *args, user, person=None, **kwargs):
        super().__init__(*args, **kwargs)
        if access.group_access(user, FieldGroup.CONTACT) < FieldAccess.WRITE:
            del self.fields["mobile"], self.fields["email"]
        people = access.visible_people(user).filter(is_active=True)
        others = people.exclude(pk=person.pk) if person else people
        self.fields["unit"] = forms.ModelChoiceField(
            access.visible_units(user).filter(is_active=True), label=_("所属部门"), empty_label=None
        )
        self.fields["unit"].choices = queries.unit_choices(user)
        self.fields["superior"] = forms.ModelChoiceField(
            others, label=_("直接上级"), required=False, empty_label=_("没有")
        )
        self.order_fields(["name", "username", "unit", "job_title", "superior"])


class PostForm(forms.Form):
    scope = forms.ChoiceField(
        label=_("数据范围"), required=False,
        choices=lambda: [("", _("按角色的默认范围")), *Scope.choices()],
    )  # fmt: skip
    starts_on = forms.DateField(label=_("开始日期"), required=False, widget=DAY)
    ends_on = forms.DateField(label=_("结束日期"), required=False, widget=DAY)
    reason = forms.CharField(label=_("原因"), max_length=200, required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"] = forms.ModelChoiceField(
            access.visible_roles(user), label=_("角色"), empty_label=_("请选择")
        )
        self.fields["unit"] = forms.ModelChoiceField(
            access.visible_units(user).filter(is_active=True), label=_("部门"), empty_label=None
        )
        self.fields["unit"].choices = queries.unit_choices(user)
        self.order_fields(["role", "unit", "scope", "starts_on", "ends_on", "reason"])


class RoleForm(forms.Form):
    """A role with its two matrices: `grant` holds "entity.verb", `field_<group>` an access."""

    name = forms.CharField(label=_("名称"), max_length=60)
    code = forms.SlugField(label=_("代码"), max_length=40, help_text=_("英文字母、数字和连字符"))
    scope = forms.ChoiceField(label=_("默认数据范围"), choices=Scope.choices)
    note = forms.CharField(label=_("职责"), max_length=300, required=False)
    reason = forms.CharField(label=_("修改原因"), max_length=200, required=False)

    def __init__(self, *args, has_code: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if has_code:
            del self.fields["code"]
        pairs = [
            (f"{entity.code}.{verb}", label)
            for entity in access.entities()
            for verb, label in entity.verbs.items()
        ]
        self.fields["grant"] = forms.MultipleChoiceField(choices=pairs, required=False)
        for group in FieldGroup:
            self.fields[f"field_{group}"] = forms.ChoiceField(
                label=group.label, choices=FieldAccess.choices, required=False
            )

    @property
    def grants(self) -> dict[str, list[str]]:
        """The ticked verbs per entity."""
        found: dict[str, list[str]] = {}
        for pair in self.cleaned_data["grant"]:
            entity, _dot, verb = pair.partition(".")
            found.setdefault(entity, []).append(verb)
        return found

    @property
    def field_access(self) -> dict[str, str]:
        """The access per field group, those without any left out."""
        chosen = {str(g): self.cleaned_data[f"field_{g}"] for g in FieldGroup}
        return {g: a for g, a in chosen.items() if a and a != FieldAccess.NONE}


class DelegationForm(forms.Form):
    starts_on = forms.DateField(label=_("开始日期"), widget=DAY)
    ends_on = forms.DateField(label=_("结束日期"), widget=DAY)
    reason = forms.CharField(label=_("原因"), max_length=200)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        people = access.visible_people(user).filter(is_active=True)
        givers = (
            people if access.may(user, "administration", "people") else people.filter(pk=user.pk)
        )
        self.fields["giver"] = forms.ModelChoiceField(
            givers, label=_("委托人"), initial=user.pk, empty_label=None
        )
        self.fields["receiver"] = forms.ModelChoiceField(
            people, label=_("代理人"), empty_label=_("请选择"), help_text=_("同级或更高级别的同事")
        )
        self.order_fields(["giver", "receiver", "starts_on", "ends_on", "reason"])


class PolicyForm(forms.ModelForm):
    totp_duty = forms.ChoiceField(label=_("双因素"), choices=TotpDuty.choices)

    class Meta:
        model = SignInPolicy
        fields = (
            "min_length", "min_classes", "max_age_days", "remembered", "failures", "lock_minutes",
            "idle_minutes", "absolute_hours", "totp_duty",
        )  # fmt: skip
        help_texts = {
            "min_classes": _("1 到 4：大写、小写、数字、符号"),
            "max_age_days": _("0 表示不要求定期更换"),
            "remembered": _("0 表示不检查"),
            "failures": _("同一账号；同一地址按 5 倍计算"),
        }


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("原因"), max_length=200, required=False)
