"""Answers of profiles that a sheet says: what may be mapped, what they change, their writing."""

import re
from collections.abc import Sequence

from django.utils import timezone

from maizi.accounts.access import group_access
from maizi.history.actions import record_many, update_rows
from maizi.kernel.errors import Refused
from maizi.kernel.ids import new_ids
from maizi.kernel.privacy import FieldAccess
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.terms import Verdict
from maizi.kit.sheets.headers import Target
from maizi.kit.sheets.kinds import Column, Kind

from ... import rules
from ...models import ProfileValue
from ...queries.profile_sheets import PREFIX, kept_in_rows
from ...terms import Attribute, AttributeSort, Channel, attributes_by_code
from ..profiles import FILLED, KEY_LENGTH
from ..quality import refresh_quality
from .words import spellings
from .write import KIND, insert_all

BETWEEN = re.compile(r"[、,，;；/|\s]+")
DETAIL_LENGTH = ProfileValue._meta.get_field("source_detail").max_length
WRITTEN = (
    "text", "key", "channel", "source_detail", "collected_on", "collector", "basis",
    "verified_at", "verified_by", "changed_at",
)  # fmt: skip
ALSO_CALLED = {
    "needs": "客户需求 需求描述 需求说明 needs requirements",
    "degree": "文化程度 最高学历 学位 education",
    "school": "毕业学校 毕业院校 school",
    "major": "所学专业 major",
    "hobbies": "兴趣 兴趣爱好 hobbies",
    "marital_status": "婚姻 婚否 婚姻情况 marital status",
    "fax": "传真号 传真号码 fax",
    "main_products": "主要产品 主营产品和服务 main products",
    "annual_sales": "年营业额 年销售收入 annual revenue",
    "organisation_form": "组织形式 企业组织形式",
    "purchase_mode": "采购模式",
    "monthly_purchase": "月采购额 每月采购额",
    "monthly_sales": "月销售额 每月销售额",
    "our_share": "我方份额 采购份额",
    "delivery": "送货方式 交货方式",
    "reach_times": "方便联系时间 联系时间段",
}


def answer_targets(user) -> list[Target]:
    """The attributes that the person may answer about one kind of customers at least."""
    found = []
    for code, attributes in _asked().items():
        if any(_may_write(user, attribute) for attribute in attributes):
            first = attributes[0]
            words = (first.label, *ALSO_CALLED.get(code, "").split())
            found.append(Target(PREFIX + code, first.label, _kind(first), synonyms=words))
    return found


def answer_columns() -> dict[str, Column]:
    """How their cells are read; what a rule must say of them comes later."""
    return {
        PREFIX + code: Column(
            one.label, _kind(one),
            choices=spellings(one.choices) if one.sort == AttributeSort.CHOICE else {},
        )
        for code, (one, *_others) in _asked().items()
    }  # fmt: skip


def settle_answers(sitting: Sitting, lines: Sequence[Line]) -> None:
    """Bring answers into the form they are kept in and find what changes. One query, or none."""
    codes = [place.removeprefix(PREFIX) for place in sitting.places if place.startswith(PREFIX)]
    if not codes:
        return
    lines = [line for line in lines if not line.is_refused and line.verdict is not Verdict.JOIN]
    known = {line.draft.row.pk: line.draft for line in lines if line.draft.row is not None}
    stored = ProfileValue.objects.filter(customer__in=known, contact=None, attribute__in=codes)
    for value in stored if known else ():
        known[value.customer_id].held[value.attribute] = value
    for line in lines:
        _settle(sitting, line, codes)


def _settle(sitting: Sitting, line: Line, codes: Sequence[str]) -> None:
    draft, unasked = line.draft, []
    party_type = draft.values.get("party_type") or (draft.row and draft.row.party_type)
    if not party_type:
        return
    clears, catalogue = bool(sitting.run.options.get("empties")), attributes_by_code(party_type)
    for code in codes:
        attribute, given = catalogue.get(code), draft.answers.get(code)
        if attribute is None or not _may_write(sitting.user, attribute):
            unasked += [] if given is None else [_asked()[code][0].label]
            continue
        if given is None and not (clears and draft.row is not None):
            continue
        try:
            text = _kept(attribute, given, sitting.today)
        except Refused as refusal:
            _turn_away(sitting, line, say(refusal.message, **refusal.params), attribute.label)
            continue
        old = draft.held[code].text if code in draft.held else ""
        if old != text:
            draft.told[code] = (old, text)
    if unasked:
        said = N_("这类客户没有档案项目“{names}”，或您不能填写，没有导入。")
        line.warn(say(said, names="、".join(unasked)))


def told_answers(line: Line) -> dict:
    """What the history says of answers that changed."""
    told = line.draft.told.items()
    return {PREFIX + code: [old or None, text or None] for code, (old, text) in told}


def write_answers(sitting: Sitting, lines: Sequence[Line]) -> None:
    """Store the answers of a batch with their provenance. As many statements for any rows.

    The history of new customers tells theirs already.
    """
    new, changed, now = [], [], timezone.now()
    lines = [line for line in lines if line.draft.told]
    for line in lines:
        for code, (_old, text) in line.draft.told.items():
            written = {
                "text": text, "key": text[:KEY_LENGTH].casefold(), "channel": Channel.IMPORT.value,
                "source_detail": sitting.run.name[:DETAIL_LENGTH], "collected_on": sitting.today,
                "basis": line.draft.values.get("lawful_basis", ""), "verified_at": None,
                "verified_by": None, "changed_at": now,
            }  # fmt: skip
            value = line.draft.held.get(code)
            if value is None:
                about = {"customer": line.draft.customer_id, "attribute": code}
                new.append({**about, **written, "collector": sitting.user.pk})
                continue
            for name, said in written.items():
                setattr(value, name, said)
            value.collector_id = sitting.user.pk
            changed.append(value)
    ids = new_ids(len(new)) if new else ()
    insert_all(ProfileValue, [row | {"id": id_} for row, id_ in zip(new, ids, strict=True)])
    if changed:
        update_rows(ProfileValue, WRITTEN, changed)
    _record(sitting, [line for line in lines if line.verdict is Verdict.UPDATE])


def _record(sitting: Sitting, lines: Sequence[Line]) -> None:
    if not lines:
        return
    rows = [(line.draft.row.pk, str(line.draft.row), told_answers(line)) for line in lines]
    record_many(
        KIND, lines=rows, verb=FILLED, by=sitting.user, reason=sitting.run.name,
        chain=sitting.chain,
    )  # fmt: skip
    refresh_quality([pk for pk, _title, _changes in rows], by=sitting.user)


def _asked() -> dict[str, list[Attribute]]:
    """What can be said in a cell: no references to contacts."""
    return {
        code: attributes
        for code, attributes in kept_in_rows().items()
        if attributes[0].sort != AttributeSort.CONTACT
    }


def _may_write(user, attribute: Attribute) -> bool:
    return group_access(user, attribute.field_group) == FieldAccess.WRITE


def _kind(attribute: Attribute) -> Kind:
    return Kind.CHOICE if attribute.sort == AttributeSort.CHOICE else Kind.TEXT


def _kept(attribute: Attribute, given, today) -> str:
    """A cell as the answer that the form would have stored. Raises Refused like it."""
    texts = [str(given or "")]
    if attribute.sort == AttributeSort.CHOICES:
        known = spellings(attribute.choices)
        texts = [known.get(part, part) for part in BETWEEN.split(texts[0])]
    return rules.kept_answer(attribute, texts, today=today)


def _turn_away(sitting: Sitting, line: Line, said, column: str) -> None:
    leaves = sitting.run.options.get("bad_cells") == "leave"
    (line.warn if leaves else line.refuse)(said, column)
