"""What people fill in about mailboxes, letters and newsletters."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maizi.accounts.access import visible_people
from maizi.customers.access import visible_tags

from . import queries
from .models import Issue, LetterTemplate, Mailbox, Outgoing, Section

MOST_SECTIONS, KEPT = 8, "kept"
MOMENT = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


class MailboxForm(forms.ModelForm):
    """A mailbox; its password is typed, never shown again."""

    password = forms.CharField(
        label=_("密码或授权码"), required=False, max_length=200, strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("加密保存，不再显示。修改时留空表示不变。"),
    )  # fmt: skip

    class Meta:
        model = Mailbox
        fields = (
            "name", "address", "provider", "password", "is_shared", "owner", "members", "is_open",
            "signature", "imap_host", "imap_port", "smtp_host", "smtp_port", "smtp_security",
            "username",
        )  # fmt: skip
        help_texts = {
            "imap_host": _("只有选“自建或其他”才要填。收信一律用 TLS 加密。"),
            "username": _("一般就是邮箱地址，可以不填。"),
        }

    def __init__(self, user, *args, may_set_up: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        people = visible_people(user).filter(is_active=True)
        if not may_set_up:
            for name in ("is_shared", "owner", "members"):
                del self.fields[name]
            return
        self.fields["owner"].queryset = self.fields["members"].queryset = people

    def validate_unique(self) -> None:
        """Said by the action, in a sentence."""


class WriteForm(forms.ModelForm):
    """A letter."""

    class Meta:
        model = Outgoing
        fields = ("mailbox", "to", "copy", "subject", "body")
        widgets = {"body": forms.Textarea(attrs={"rows": 14})}

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mailbox"].queryset = queries.choosable_mailboxes(user)
        self.fields["mailbox"].empty_label = None


class TemplateForm(forms.ModelForm):
    """A template of letters."""

    class Meta:
        model = LetterTemplate
        fields = ("name", "subject", "body", "is_shared")
        widgets = {"body": forms.Textarea(attrs={"rows": 8})}


class IssueForm(forms.ModelForm):
    """A newsletter: to whom, and up to eight sections, of which empty ones are left out."""

    view = forms.ChoiceField(
        label=_("客户视图"), required=False,
        help_text=_("客户列表里存好的筛选；以后改了视图，这期简报不跟着变。"),
    )  # fmt: skip
    lifecycle = forms.ChoiceField(label=_("客户阶段"), required=False)
    province = forms.ChoiceField(label=_("省份"), required=False)

    class Meta:
        model = Issue
        fields = ("title", "mailbox", "intro", "tags")

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mailbox"].queryset = queries.choosable_mailboxes(user)
        self.fields["mailbox"].empty_label = None
        self.fields["tags"].queryset = visible_tags(user)
        for name in ("lifecycle", "province"):
            self.fields[name].choices = queries.choices_of(user, name)
            self.fields[name].initial = self.instance.audience.get(name, "")
        self._offer_views(user)
        there = list(self.instance.sections.all()) if self.instance.pk else []
        for number in range(1, MOST_SECTIONS + 1):
            self._add_section(number, there[number - 1] if number <= len(there) else Section())

    def _offer_views(self, user) -> None:
        kept = self.instance.audience.get("view")
        chosen = [(KEPT, kept["name"])] if kept else []
        self.views = {str(view.pk): view for view in queries.views_offered(user)}
        offered = [(pk, view.name) for pk, view in self.views.items()]
        self.fields["view"].choices = [("", ""), *chosen, *offered]
        self.fields["view"].initial = KEPT if kept else ""

    def _view(self) -> dict | None:
        """The view as it is now; the one that was chosen before as it was then."""
        name = self.cleaned_data["view"]
        if name == KEPT:
            return self.instance.audience["view"]
        view = self.views.get(name)
        return view and {"name": view.name, "conditions": view.conditions, "match": view.match}

    def _add_section(self, number: int, row: Section) -> None:
        self.fields[f"heading_{number}"] = forms.CharField(
            label=_("标题"), max_length=120, required=False, initial=row.heading
        )
        self.fields[f"text_{number}"] = forms.CharField(
            label=_("内容"), max_length=4_000, required=False, initial=row.text,
            widget=forms.Textarea(attrs={"rows": 4}),
        )  # fmt: skip
        self.fields[f"link_{number}"] = forms.URLField(
            label=_("链接"), required=False, initial=row.link, assume_scheme="https"
        )

    def section_fields(self):
        """(number, heading, text, link) of every place for a section, with their bound fields."""
        names = ("heading", "text", "link")
        for number in range(1, MOST_SECTIONS + 1):
            fields = [self[f"{name}_{number}"] for name in names]
            yield (number, *fields)

    def sections(self) -> list[Section]:
        """The sections that say something."""
        given = self.cleaned_data
        rows = [
            Section(
                heading=given.get(f"heading_{n}", ""), text=given.get(f"text_{n}", ""),
                link=given.get(f"link_{n}", ""),
            )
            for n in range(1, MOST_SECTIONS + 1)
        ]  # fmt: skip
        return [row for row in rows if row.heading or row.text or row.link]

    def fill(self) -> Issue:
        """The issue with its narrowed audience."""
        narrowed = {name: self.cleaned_data[name] for name in ("lifecycle", "province")}
        narrowed["view"] = self._view()
        row = self.save(commit=False)
        row.audience = {name: value for name, value in narrowed.items() if value}
        return row


class ReleaseForm(forms.Form):
    """When an issue goes out; empty is at once."""

    due_at = forms.DateTimeField(
        label=_("发送时间"), required=False, input_formats=MOMENT,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text=_("留空表示立即开始发送。"),
    )  # fmt: skip

    def moment(self):
        """The moment in the company's zone, or None."""
        found = self.cleaned_data["due_at"]
        return timezone.make_aware(found) if found and timezone.is_naive(found) else found
