"""What people fill in about questions to experts."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from maizi.accounts.models import User
from maizi.training.models import Experience

from ..queries import Expert
from .trials import words_field


def expert_field(experts: Iterable[Expert]) -> forms.TypedMultipleChoiceField:
    """Experts to tick, each with what he knows and how much waits for him."""
    return forms.TypedMultipleChoiceField(
        label=_("请哪几位专家"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(one.person.pk, _told(one)) for one in experts],
    )  # fmt: skip


def people_of(ids: Iterable[int], experts: Iterable[Expert]) -> list[User]:
    """The people who were ticked."""
    wanted = set(ids)
    return [one.person for one in experts if one.person.pk in wanted]


def _told(one: Expert) -> str:
    parts = [one.person.name]
    if one.knows:
        parts.append(_now("熟悉 %s") % _now("、").join(one.knows))
    if one.waiting:
        parts.append(ngettext("%d 个待答", "%d 个待答", one.waiting) % one.waiting)
    return " · ".join(parts)


class InviteForm(forms.Form):
    """More experts."""

    def __init__(self, *args, experts: list[Expert], **options):
        super().__init__(*args, **options)
        self.fields["experts"] = expert_field(experts)


class AnswerForm(forms.Form):
    """What an expert answers."""

    text = words_field(
        _("答复"), most=4000, help_text=_("会出现在客户的跟进记录里，写成同事能直接转述的话。")
    )


class DeclineForm(forms.Form):
    """Why he cannot help."""

    text = words_field(_("为什么不能支持"))


class CloseForm(forms.Form):
    """What the customer was told."""

    text = words_field(_("怎么答复客户的"))


class ShareForm(forms.ModelForm):
    """An answer as an experience that others can work by (F-54)."""

    class Meta:
        model = Experience
        fields = ["title", "problem", "cause", "solution"]
        widgets = {
            "problem": forms.Textarea(attrs={"rows": 2}),
            "cause": forms.Textarea(attrs={"rows": 2}),
            "solution": forms.Textarea(attrs={"rows": 6}),
        }
