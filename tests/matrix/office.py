"""What the settings are sent: units, people, roles, calendars, channels, jobs, backups."""

from datetime import timedelta

from django.utils import timezone


def _tomorrow() -> str:
    return (timezone.localdate() + timedelta(days=1)).isoformat()


def _nothing(s) -> dict:
    return {}


def _why(s) -> dict:
    return {"reason": "例行"}


def _export(s) -> dict:
    return {"reason": "月报", "format": "csv"}


def _person(s) -> dict:
    return {"name": "胡蝶", "username": "hudie", "unit": s.unit.pk}


def _channel(s) -> dict:
    return {"name": "销售群", "way": "wecom", "address": "https://1.1.1.1/send?key=k"}


def _unit(s) -> dict:
    return {"name": "南京二组", "parent": s.house.nanjing.pk, "level": "team", "position": 1}


def _role(s) -> dict:
    return {"name": "见习", "code": "novice", "scope": "self", "grant": ["customer.read"]}


BODIES = {
    "setup:unit_new": _unit,
    "setup:unit": lambda s: _unit(s) | {"name": "南京三组"},
    "setup:unit_close": _why,
    "setup:unit_open": _nothing,
    "setup:person_new": lambda s: _person(s) | {"username": "newcomer", "name": "新人"},
    "setup:person_edit": _person,
    "setup:person_deactivate": _why,
    "setup:person_reactivate": _nothing,
    "setup:person_reset": _why,
    "setup:person_factor_off": _why,
    "setup:person_unlock": _nothing,
    "setup:appoint": lambda s: {"role": s.role.pk, "unit": s.unit.pk},
    "setup:post_end": _why,
    "setup:role_new": _role,
    "setup:role": _role,
    "setup:role_delete": _why,
    "setup:delegations": lambda s: {
        "giver": s.house.chen.pk, "receiver": s.house.lin.pk, "starts_on": _tomorrow(),
        "ends_on": _tomorrow(), "reason": "出差"},
    "setup:delegation_revoke": _nothing,
    "setup:policy": lambda s: {
        "min_length": 12, "min_classes": 1, "max_age_days": 0, "remembered": 0, "failures": 5,
        "lock_minutes": 15, "idle_minutes": 60, "absolute_hours": 12, "totp_duty": "nobody"},
    "setup:policy_preset": _nothing,
    "setup:history_export": _export,
    "setup:calendar_new": lambda s: {"name": "热线", "code": "hotline", "day_0": "08:00–20:00"},
    "setup:calendar": lambda s: {"name": "门店", "day_0": "09:00–12:00，13:00–18:00"},
    "setup:calendar_days": lambda s: {"text": "2027-01-01 法定节假日 元旦", "source": "通知"},
    "setup:calendar_close": _nothing,
    "setup:calendar_open": _nothing,
    "setup:channel_new": lambda s: _channel(s) | {"name": "新群"},
    "setup:channel": lambda s: _channel(s),
    "setup:channel_test": _nothing,
    "setup:mail": lambda s: {
        "host": "1.1.1.1", "port": 465, "security": "ssl", "sender": "crm@example.cn"},
    "setup:mail_test": _nothing,
    "setup:host_new": lambda s: {"name": "mail.corp.lan", "reason": "内部邮件"},
    "setup:host_remove": _nothing,
    "setup:job_verb": _nothing,
    "setup:schedule_verb": _nothing,
    "setup:backup_now": _nothing,
}  # fmt: skip
