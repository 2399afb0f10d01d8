"""Forms of the settings that are more than their fields."""

from .calendars import CalendarForm, DaysForm, TrialForm
from .channels import ChannelForm, HostForm, MailForm
from .people import (
    DelegationForm,
    PersonForm,
    PolicyForm,
    PostForm,
    ReasonForm,
    RoleForm,
    UnitForm,
)

__all__ = [
    "CalendarForm", "ChannelForm", "DaysForm", "DelegationForm", "HostForm", "MailForm",
    "PersonForm", "PolicyForm", "PostForm", "ReasonForm", "RoleForm", "TrialForm", "UnitForm",
]  # fmt: skip
