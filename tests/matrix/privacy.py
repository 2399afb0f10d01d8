"""The scene's part of personal information: a person of chen's, everything about him, and how its
routes are asked. The boss looks after it here."""

from types import SimpleNamespace

from django.utils import timezone

from maizi.kit.models import SavedView
from maizi.privacy import actions
from maizi.privacy.access import RESTRICTED
from maizi.privacy.models import (
    Breach,
    ExportRequest,
    ImpactAssessment,
    Processor,
    Purpose,
    RetentionCase,
)
from maizi.privacy.terms import Obtained, RequestKind
from tests.house import fresh

REGISTERS = ("purpose", "impactassessment", "processor", "breach", "consent", "opening")
PERSON, LISTED = "customers.customer", "南京名单客户"


def build(scene) -> SimpleNamespace:
    """One record of every kind."""
    house = scene.house
    role = house.roles["marketing_director"]
    role.grants = role.grants | {
        "privacy": ["read", "officer", "retention", "openings", "safeguards"]
    }
    role.save()
    actions.seed_purposes()
    actions.seed_approvals()
    boss, chen, now = fresh(house.boss), fresh(house.chen), timezone.now()
    s = SimpleNamespace(role=role)
    s.person = scene.made("钱多多", house.chen, party_type="individual", mobile="13912340009")
    s.purpose, s.marketing = Purpose.objects.get(code="sensitive"), Purpose.objects.get(code="care")
    said = actions.Given(obtained=Obtained.PAPER, at=now)
    s.separate = actions.record_consent(s.person, purpose=s.purpose, given=said, by=chen)
    s.consent = actions.record_consent(s.person, purpose=s.marketing, given=said, by=chen)
    s.block = actions.block_contact(s.person, way="sms", by=chen)
    s.token = actions.make_link(s.person, by=chen)
    told = "我们怎样使用您的个人信息。" * 2
    s.notice = actions.publish_notice("customer", title="客户告知", text=told, by=boss)
    s.assessment = ImpactAssessment.objects.create(
        title="身份证", activity="签约", necessity="必要", impact="低", measures="加密",
        outcome="accepted", assessed_on=now.date(), assessor=boss,
    )  # fmt: skip
    enabling = actions.Enabling(
        purpose=s.purpose, necessity="分期合同须核对身份证，否则不能签", retention_months=6,
        consent_text="我同意为签约提供身份证号。", assessment=s.assessment,
    )  # fmt: skip
    s.field = actions.enable_sensitive("religion", enabling, by=boss)
    role.field_access = role.field_access | {"sensitive": "write"}
    role.save()
    actions.put_value(
        s.person, field=s.field, entered=actions.Entered("无", s.separate), by=fresh(house.boss)
    )
    asked = actions.Asked(request_kind=RequestKind.ACCESS, requester="钱多多", reach="139",
                          relation="self")  # fmt: skip
    s.request = actions.receive_request(asked, by=boss, subject=s.person)
    actions.verify_request(s.request, how="回拨登记的手机", by=boss)
    s.processor = Processor.objects.create(
        name="物流", processor_kind="entrusted", purpose_text="送货", kinds_text="地址",
        measures="合同", starts_on=now.date(),
    )  # fmt: skip
    s.breach = Breach.objects.create(
        title="误发", level="small", found_at=now, kinds_text="电话", cause="误发", harm="骚扰",
        measures="撤回", officer=boss,
    )  # fmt: skip
    s.hold = actions.hold_back(s.person, reason="投诉未结", by=boss)
    s.case = RetentionCase.objects.create(kind=PERSON, object_id=s.person.pk, title="钱多多",
                                          why="久无往来", listed_at=now)  # fmt: skip
    s.secret = scene.made(LISTED, house.chen, is_restricted=True)
    s.entry = actions.list_person(s.secret, user=house.lin, reason="谈判", by=chen)
    s.export = ExportRequest.objects.create(
        source=PERSON, label="客户", row_count=1, digest="x", reason="对账", by=chen, at=now
    )
    s.opening = actions.open_for(s.secret, topic=RESTRICTED, purpose="serve", by=chen)
    for name in REGISTERS:
        scene.views[name] = SavedView.objects.create(
            kind=f"privacy.{name}", owner=house.chen, name="我的"
        )
    return s


def record_of(scene, url: str):
    """The record a route is about."""
    own = scene.privacy
    by_route = {
        "notice": own.notice, "request": own.request, "request_verb": own.request,
        "package": own.request, "judge": own.case, "unhold": own.hold, "open_for": own.secret,
        "listed": own.secret, "unlist": own.secret, "safeguard": own.role,
        "purpose": own.purpose, "impactassessment": own.assessment, "processor": own.processor,
        "breach": own.breach, "consent": own.consent, "opening": own.opening,
    }  # fmt: skip
    name = url.split(":")[1]
    return by_route.get(name) or by_route.get(name.rpartition("_")[0]) or own.person


def argument(scene, url: str, name: str):
    """A value for an argument of a route; None where the matrix knows better."""
    own = scene.privacy
    if not url.startswith("privacy:"):
        return None
    found = {
        "kind": PERSON, "code": "religion", "topic": "restricted", "ending": "json",
        "consent_id": own.consent.pk, "block_id": own.block.pk, "entry_id": own.entry.pk,
        "token": own.token, "verb": {"privacy:judge": "keep"}.get(url, "fulfil"),
    }  # fmt: skip
    return found.get(name)


def _consent(s) -> dict:
    return {
        "purpose": s.privacy.marketing.pk, "answer": "refused", "obtained": "paper",
        "given_at": "2026-11-20 10:00",
    }  # fmt: skip


def _enable(s) -> dict:
    return {
        "purpose": s.privacy.purpose.pk, "necessity": "分期合同须核对，否则不能签约",
        "retention_months": 3, "consent_text": "我同意为签约提供这项信息。",
        "assessment": s.privacy.assessment.pk,
    }  # fmt: skip


def _why(s) -> dict:
    return {"reason": "本人来电要求"}


def _nothing(s) -> dict:
    return {}


BODIES = {
    "privacy:notices": lambda s: {"code": "customer", "title": "客户告知", "text": "新的告知" * 8},
    "privacy:mine": lambda s: {"way": "call"},
    "privacy:agree": _consent,
    "privacy:withdraw": _nothing,
    "privacy:block": lambda s: {"way": "call"},
    "privacy:lift": _why,
    "privacy:link": _nothing,
    "privacy:hold": _why,
    "privacy:put": lambda s: {"text": "佛教", "consent": s.privacy.separate.pk},
    "privacy:read": lambda s: {"purpose": "安排饮食接待"},
    "privacy:clear": _why,
    "privacy:new_request": lambda s: {
        "request_kind": "copy", "requester": "钱多多", "relation": "self", "reach": "139",
        "received_at": "2026-11-20 10:00"},
    "privacy:request_verb": lambda s: {"text": "副本已寄出"},
    "privacy:package": _nothing,
    "privacy:rotate": _nothing,
    "privacy:enable": _enable,
    "privacy:disable": _why,
    "privacy:judge": _why,
    "privacy:unhold": _nothing,
    "privacy:open_for": lambda s: {"purpose": "serve"},
    "privacy:listed": lambda s: {"user": s.house.xu.pk, "reason": "谈判"},
    "privacy:unlist": _nothing,
    "privacy:safeguard": lambda s: {"reveals": "20", "has_watermark": "on"},
    "privacy:purpose_new": lambda s: {
        "code": "gift", "name": "节日礼品", "basis": "consent", "consent_kind": "general",
        "text": "节日寄送礼品", "is_active": "on"},
    "privacy:purpose_edit": lambda s: {
        "code": "sensitive", "name": "敏感信息", "basis": "consent", "consent_kind": "sensitive",
        "text": "确有必要", "is_active": "on"},
}  # fmt: skip
for _name in REGISTERS:
    BODIES[f"privacy:{_name}_export"] = lambda s: {"reason": "年报", "format": "csv"}
    BODIES[f"privacy:{_name}_save_view"] = lambda s: {"name": "新视图"}
    BODIES[f"privacy:{_name}_remove_view"] = _nothing
for _verb in ("new", "edit"):
    BODIES[f"privacy:impactassessment_{_verb}"] = lambda s: {
        "title": "分级", "activity": "自动分级", "necessity": "必要", "impact": "低",
        "measures": "可拒绝", "outcome": "open", "assessed_on": "2026-11-20",
        "assessor": s.house.boss.pk}  # fmt: skip
    BODIES[f"privacy:processor_{_verb}"] = lambda s: {
        "name": "短信公司", "processor_kind": "entrusted", "purpose_text": "发短信",
        "kinds_text": "手机", "measures": "合同", "starts_on": "2026-11-20"}  # fmt: skip
    BODIES[f"privacy:breach_{_verb}"] = lambda s: {
        "title": "丢失笔记本", "level": "small", "found_at": "2026-11-20 10:00",
        "kinds_text": "电话", "cause": "遗失", "harm": "骚扰", "measures": "远程锁定",
        "officer": s.house.boss.pk}  # fmt: skip
