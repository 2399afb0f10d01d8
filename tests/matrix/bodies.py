"""For every route that takes POST a body that somebody with the right to it could send."""

from collections.abc import Callable
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.matrix import (
    bonding,
    colours,
    counter,
    gathering,
    grievances,
    inviting,
    keeping,
    keyserving,
    lending,
    mailroom,
    office,
    ratings,
    schooling,
    servicing,
    shelf,
    spares,
    stockroom,
    surveying,
    thinking,
    till,
    winning,
    workshop,
    yard,
)
from tests.matrix.privacy import BODIES as PRIVACY
from tests.matrix.scene import SEAL, SHEET, Scene

KINDS = (
    "customer", "contact", "tag", "ownerspell", "tagpromise", "collectionbatch", "collectionsource",
)  # fmt: skip


def _tomorrow() -> str:
    return (timezone.localdate() + timedelta(days=1)).isoformat()


def _customer(s: Scene) -> dict:
    return {
        "name": "郑州新城科技有限公司", "party_type": "enterprise", "lifecycle": "suspect",
        "ka_status": "none", "owner": s.house.chen.pk,
    }  # fmt: skip


def _export(s: Scene) -> dict:
    return {"reason": "月报", "format": "csv"}


def _view(s: Scene) -> dict:
    return {"name": "新视图"}


def _nothing(s: Scene) -> dict:
    return {}


def _scheme(s: Scene) -> dict:
    return {
        "name": "营销角度", "direction": "horizontal", "method": "hand", "class-1": "个性化",
        "act": "save",
    }  # fmt: skip


def _batch(s: Scene) -> dict:
    today = timezone.localdate().isoformat()
    return {"title": "夏季展", "kind": "typed", "channel": "exhibition", "collected_on": today}


def _rating(s: Scene) -> dict:
    return {"credibility": "4", "usefulness": "3", "relevance": "direct"}


def _why(s: Scene) -> dict:
    return {"reason": "例行"}


def _flow(s: Scene) -> dict:
    return {
        "act": "save", "name": "新的流程", "step-1-name": "审核", "step-1-mode": "any",
        "step-1-approver-1-sort": "person", "step-1-approver-1-person": s.house.boss.pk,
    }  # fmt: skip


def _rule() -> dict:
    return {
        "act": "save", "name": "没有跟进", "group-1": "1", "group-1-1-fact": "idle",
        "group-1-1-operator": "at_least", "group-1-1-values": "30",
    }  # fmt: skip


BODIES: dict[str, Callable[[Scene], dict]] = {
    "approvals:decide": lambda s: {"act": "agree", "digest": s.case.digest},
    "approvals:hand_over": lambda s: {"person": s.house.boss.pk, "opinion": "出差"},
    "approvals:add_signer": lambda s: {"person": s.house.boss.pk, "place": "before"},
    "approvals:copy": lambda s: {"person": s.house.xu.pk},
    "approvals:withdraw": _nothing,
    "approvals:apply": _nothing,
    "approvals:definition": _flow,
    "approvals:definition_new": _flow,
    "approvals:switch": _nothing,
    "customers:give_todos": lambda s: {"pk": s.customer.pk, "title": "上门核对价格"},
    "customers:assign": lambda s: {"pk": s.customer.pk, "owner": s.house.xu.pk, "reason": "调整"},
    "customers:claim": lambda s: {"pk": s.pooled.pk},
    "customers:release": lambda s: {
        "pk": s.customer.pk, "pool": s.house.pool.pk, "reason": "不联系"},
    "customers:put_class": lambda s: {"pk": s.customer.pk, "cls": s.sorted.cls.pk},
    "customers:undo_tags": _nothing,
    "customers:scheme_new": lambda s: _scheme(s) | {"name": "新方案"},
    "customers:scheme_edit": _scheme,
    "customers:scheme_again": _nothing,
    "customers:collectionsource_new": lambda s: {"channel": "print", "name": "行业年鉴"},
    "customers:collectionsource_edit": lambda s: {"channel": "print", "name": "行业年鉴"},
    "customers:collectionbatch_new": _batch,
    "customers:collectionbatch_edit": _batch,
    "customers:batch_photos": lambda s: {"photos": SimpleUploadedFile("章.png", SEAL)},
    "customers:card": lambda s: {"contact_name": "马原", "mobile": "13912340088"},
    "customers:card_skip": _nothing,
    "customers:card_join": lambda s: {"contact_name": "马原", "customer": s.customer.pk},
    "customers:appraise_batch": _rating,
    "customers:appraise_customer": _rating,
    "customers:quality_again": _nothing,
    "customers:clearing_decide": lambda s: {"pk": s.sorted.candidate.pk, "act": "keep"},
    "customers:confirm_facts": lambda s: {"group": "contact"},
    "customers:mark_bad": lambda s: {"place": "mobile", "fault": "wrong_person"},
    "customers:unmark_bad": _nothing,
    "customers:put_tags": lambda s: {"pk": s.customer.pk, "tags": s.tag.pk},
    "customers:ask": lambda s: {"reason": "同一集团"},
    "customers:activities": lambda s: {
        "channel": "phone", "direction": "outgoing", "content": "再次报价",
        "contact": s.contact.pk},
    "customers:verify": _nothing,
    "customers:export_history": _export,
    "customers:share": lambda s: {"user": s.house.xu.pk},
    "customers:unshare": _nothing,
    "customers:save_phrase": lambda s: {"text": "已寄样品"},
    "customers:remove_phrase": _nothing,
    "customers:contact_standing": lambda s: {"role_codes": ["decision"], "influence": "4"},
    "customers:new_relation": lambda s: {
        "type": "supplier", "second": s.shared.pk, "strength": "3",
    },
    "customers:remove_relation": _nothing,
    "customers:new_day": lambda s: {"kind": "wedding", "written": "5-20"},
    "customers:day": lambda s: {"kind": "wedding", "written": "5-20"},
    "customers:remove_day": _nothing,
    "customers:profile_card": lambda s: {
        "asked": ["preferred_products"], "preferred_products": "静音型",
    },
    "customers:profile_verify": _nothing,
    "customers:contact_profile_card": lambda s: {
        "asked": ["preferred_products"], "preferred_products": "静音型",
    },
    "customers:contact_profile_verify": _nothing,
    "customers:new_contact": lambda s: {"name": "李强"},
    "customers:remove_contact": _nothing,
    "customers:new_address": lambda s: {"type": "office", "street": "中山路 8 号"},
    "customers:edit_address": lambda s: {"type": "office", "street": "中山路 8 号"},
    "customers:remove_address": _nothing,
    "customers:decide": lambda s: {"granted": "yes"},
    "customers:check": lambda s: {"name": "郑州华宁科技"},
    "customers:sweep_start": _nothing,
    "customers:apart": lambda s: {"pk": [s.customer.pk, s.twin.pk]},
    "customers:matching": lambda s: {"name-form": "block", "reason": "更严"},
    "customers:merge": lambda s: {"pk": [s.shared.pk, s.twin.pk], "survivor": s.shared.pk},
    "customers:unmerge": lambda s: {"reason": "合并错了"},
    "customers:correct": lambda s: {"content": "报价已发，更正"},
    "customers:customer_new": lambda s: _customer(s) | {"owner": ""},
    "customers:customer_edit": _customer,
    "customers:customer_bulk": lambda s: {
        "pk": s.customer.pk, "field": "lifecycle", "lifecycle": "prospect"},
    "customers:customer_cell": lambda s: {"short_name": "华宁"},
    "customers:contact_edit": lambda s: {"name": "王小芳"},
    "customers:contact_bulk": lambda s: {"pk": s.contact.pk, "field": "name", "name": "王小芳"},
    "customers:contact_cell": lambda s: {"name": "王小芳"},
    "customers:tag_new": lambda s: {"name": "沉睡", "colour": "wheat", "level": "system"},
    "customers:tag_edit": lambda s: {"name": "沉睡", "colour": "wheat", "level": "system"},
    "customers:tag_bulk": lambda s: {"pk": s.tag.pk, "field": "name", "name": "沉睡"},
    "customers:tag_cell": lambda s: {"name": "沉睡"},
    "customers:pool_new": lambda s: {"name": "新公海", "unit": s.house.nanjing.pk},
    "customers:pool_edit": lambda s: {"name": "新公海", "unit": s.house.nanjing.pk},
    "customers:pool_hidden": lambda s: {"names": ["city", "note"]},
    "customers:member_new": lambda s: {"user": s.house.chen.pk},
    "customers:member_remove": _nothing,
    "customers:rule_new": lambda s: _rule() | {"name": "九十天"},
    "customers:rule": lambda s: _rule(),
    "customers:rule_switch": _nothing,
    "customers:rule_remove": _nothing,
    "customers:limits": lambda s: {"user": s.house.chen.pk, "most": 200},
    "customers:limit_remove": _nothing,
    "customers:reason_new": lambda s: {"name": "联系不上"},
    "customers:reason_switch": _nothing,
    "customers:deal": lambda s: {
        "pk": s.customer.pk, "people": s.house.xu.pk, "how": "load", "reason": "调整"},
    "customers:protect": lambda s: {"reason": "招标中", "until": _tomorrow()},
    "customers:unprotect": _nothing,
    "care:hand_over_new": lambda s: {
        "person": s.person.pk, "sort": "leave", "leaves_on": _tomorrow(), "reason": "辞职"},
    "care:refresh": _nothing,
    "care:rule": lambda s: {"taker": s.house.xu.pk, "is_again": "on"},
    "care:pieces": lambda s: {"act": "choose", "pk": s.pooling.piece.pk, "taker": s.house.xu.pk},
    "care:piece": lambda s: {"act": "take"},
    "care:move": _nothing,
    "care:finish": _nothing,
    "care:call_off": lambda s: {"reason": "他留下"},
    "care:report_export": _nothing,
    "customers:imports_new": lambda s: {"file": SimpleUploadedFile("新.csv", SHEET.encode())},
    "customers:imports_map": lambda s: {
        "mode": "add", "party_type": "enterprise", "twins": "refuse", "bad_cells": "choices",
        "key": "no"},
    "customers:imports_reread": lambda s: {"encoding": "utf-8"},
    "customers:imports_check": _nothing,
    "customers:imports_fix": lambda s: {"drop": "on"},
    "customers:imports_start": _nothing,
    "customers:imports_tell": _nothing,
    "customers:imports_undo": _nothing,
    "inbox:add": lambda s: {"title": "回电话", "due_on": _tomorrow(), "again": "weekly"},
    "inbox:todo_edit": lambda s: {"title": "回电话", "again": "never"},
    "inbox:todo_done": _nothing,
    "inbox:todo_snooze": lambda s: {"choice": "tomorrow"},
    "inbox:todo_wake": _nothing,
    "inbox:todo_cancel": _nothing,
    "inbox:todo_reopen": _nothing,
    "inbox:todo_hand_over": lambda s: {"to": s.house.xu.pk},
    "inbox:notices_read": _nothing,
    "inbox:notice_open": _nothing,
    "inbox:preferences": lambda s: {"on": "inbox.todo_due mail", "digest_at": "08:00"},
    "inbox:calendar_renew": _nothing,
    "inbox:calendar_revoke": _nothing,
    "inbox:delivery_retry": _nothing,
    "accounts:sign_in": lambda s: {"username": "chen", "password": "falsch-geraten"},
    "accounts:second_factor": lambda s: {"code": "000000"},
    "accounts:sign_out": _nothing,
    "accounts:change_password": lambda s: {"password": "x", "new": "y", "again": "y"},
    "accounts:prove": lambda s: {"password": "falsch-geraten"},
    "accounts:second_factor_setup": lambda s: {"password": "x", "code": "000000"},
    "accounts:recovery_codes": lambda s: {"password": "x"},
    "accounts:second_factor_off": lambda s: {"password": "x"},
    "accounts:end_other_sessions": _nothing,
    "accounts:end_session": _nothing,
    "accounts:preferences": lambda s: {"language": "en"},
    "fields:parameter": lambda s: {"value": "120", "reason": "试行"},
    "fields:parameter_reset": _why,
    "fields:number": lambda s: {
        "prefix": "KH", "period": "year", "width": 5, "reason": "统一"},
    "fields:number_remove": _why,
    "fields:templates": lambda s: {
        "kind": "customers.customer", "name": "客户表",
        "file": SimpleUploadedFile("表.txt", "# 客户表\n{{客户名称}}".encode())},
    "fields:template_use": _nothing,
    "fields:template_retire": _nothing,
    "fields:seal": lambda s: {"file": SimpleUploadedFile("章.png", SEAL)},
    "fields:print_now": _nothing,
}  # fmt: skip
for _kind in KINDS:
    BODIES[f"customers:{_kind}_export"] = _export
    BODIES[f"customers:{_kind}_save_view"] = _view
    for _verb in ("undo", "remove_view", "reveal"):
        BODIES[f"customers:{_kind}_{_verb}"] = _nothing
BODIES |= PRIVACY
for _part in (
    bonding,
    colours,
    counter,
    gathering,
    grievances,
    inviting,
    keeping,
    keyserving,
    lending,
    mailroom,
    office,
    ratings,
    schooling,
    servicing,
    shelf,
    spares,
    stockroom,
    surveying,
    thinking,
    till,
    winning,
    workshop,
    yard,
):
    BODIES |= _part.BODIES
