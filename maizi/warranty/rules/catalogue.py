"""The catalogue as it is shipped, and what a company may change in it (F-31)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from ..terms import Kind, StartRule

YEAR = 12
OF_1995, OF_PHONES = date(1995, 8, 25), date(2001, 11, 15)
OF_COMPUTERS, OF_FLAT, OF_CARS = date(2002, 9, 1), date(2011, 3, 1), date(2022, 1, 1)
RULES_1995 = "《部分商品修理更换退货责任规定》"
RULES_PHONES = "《移动电话机商品修理更换退货责任规定》"
RULES_FIXED = "《固定电话机商品修理更换退货责任规定》"
RULES_COMPUTERS = "《微型计算机商品修理更换退货责任规定》"
RULES_FLAT = "国家质检总局公告 2011 年第 20 号（平板电视）"
RULES_CARS = "《家用汽车产品修理更换退货责任规定》（总局令第 43 号）"
TV_PARTS = "显像管、行输出变压器、高频头、集成电路"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """One row as it comes with the program.

    is_verified  False: the company has to look months and parts up before it judges anything
    """

    code: str
    name: str
    since_on: date = OF_1995
    kind: Kind = Kind.GENERAL
    months: int | None = None
    part_months: int | None = None
    parts: str = ""
    rate_percent: Decimal | None = None
    start_rule: StartRule = StartRule.INVOICE
    km: int | None = None
    care_months: int | None = None
    care_km: int | None = None
    source: str = RULES_1995
    is_verified: bool = True


def _known(code: str, name: str, rate: str, **more) -> Shipped:
    given = {"months": YEAR, "rate_percent": Decimal(rate)} | more
    return Shipped(code=code, name=name, **given)


def _to_verify(code: str, name: str, rate: str | None = None) -> Shipped:
    return Shipped(
        code=code, name=name, is_verified=False, rate_percent=Decimal(rate) if rate else None
    )


def _accessory(code: str, name: str, months: int) -> Shipped:
    return Shipped(
        code=code, name=name, since_on=OF_PHONES, kind=Kind.ACCESSORY, months=months,
        rate_percent=Decimal(0), source=RULES_PHONES,
    )  # fmt: skip


SHIPPED = (
    _known("bicycle", "自行车", "0.05", part_months=24, parts="车架、变速器"),
    _known("colour_tv", "彩色电视机", "0.1", part_months=36, parts=TV_PARTS),
    _known("bw_tv", "黑白电视机", "0.05", part_months=36, parts=TV_PARTS),
    _known("vcr", "家用录像机", "0.1", part_months=YEAR, parts="磁鼓、主导轴、加载电机、集成电路"),
    _known(
        "flat_tv", "平板电视", "0.1", since_on=OF_FLAT, part_months=36,
        parts="显示屏、驱动和背光组件、逻辑组件、高频调谐器", start_rule=StartRule.ACCEPTANCE,
        source=RULES_FLAT,
    ),
    _known(
        "mobile_phone", "移动电话主机", "0.5", since_on=OF_PHONES, kind=Kind.MOBILE,
        source=RULES_PHONES,
    ),
    _accessory("phone_battery", "移动电话电池", 6),
    _accessory("phone_charger", "移动电话充电器", YEAR),
    _accessory("phone_card", "移动终端卡和数据卡", YEAR),
    _accessory("phone_headset", "移动电话有线耳机", 3),
    _known(
        "computer", "微型计算机", "0.25", since_on=OF_COMPUTERS, part_months=24,
        parts="主板、处理器、内存、显示卡、显示屏、硬盘、键盘、电源适配器", source=RULES_COMPUTERS,
    ),
    _known(
        "household_car", "家用汽车", "0.5", since_on=OF_CARS, kind=Kind.CAR, months=24, km=50_000,
        care_months=36, care_km=60_000, start_rule=StartRule.DELIVERY, source=RULES_CARS,
    ),
    Shipped(
        code="fixed_phone", name="固定电话机", since_on=OF_PHONES, kind=Kind.FIXED_PHONE,
        source=RULES_FIXED, is_verified=False,
    ),
    *(
        _to_verify(code, name, rate)
        for code, name, rate in (
            ("camcorder", "摄像机", "0.1"), ("air_conditioner", "家用空调", "0.1"),
            ("refrigerator", "电冰箱", "0.05"), ("washing_machine", "洗衣机", "0.05"),
            ("fan", "电风扇", "0.05"), ("microwave", "微波炉", "0.05"),
            ("vacuum_cleaner", "吸尘器", "0.05"), ("range_hood", "吸排油烟机", "0.05"),
            ("gas_water_heater", "家用燃气热水器", "0.05"), ("radio_recorder", "收录机", None),
            ("electronic_organ", "电子琴", None), ("sewing_machine", "缝纫机", None),
            ("clock", "钟表", None), ("motorcycle", "摩托车", None),
        )
    ),
)  # fmt: skip
FLOORS = {row.code: row for row in SHIPPED if row.is_verified}
FAMILIES = {row.code: row.kind for row in SHIPPED if row.kind != Kind.GENERAL}
KEPT = (("code", N_("代码")), ("name", N_("商品")), ("since_on", N_("生效日期")))
PERIODS = (
    ("months", N_("整机三包")), ("part_months", N_("主要部件三包")), ("km", N_("三包里程")),
    ("care_months", N_("包修")), ("care_km", N_("包修里程")),
)  # fmt: skip


def floor_of(code: str, name: str) -> Shipped | None:
    """What the law gives for goods of this code or name; None where it says nothing verified."""
    named = (row for row in FLOORS.values() if row.name == name.strip())
    return FLOORS.get(code) or next(named, None)


def parts_in(text: str) -> list[str]:
    """The parts of a list, one by one."""
    plain = text.replace("，", "、").replace(",", "、")
    return [part.strip() for part in plain.split("、") if part.strip()]


def check_row(given: Shipped, *, is_active: bool) -> None:
    """Raises Refused for a row that says less than the law, or is active and incomplete."""
    floor = floor_of(given.code, given.name)
    if floor is not None and given.since_on >= floor.since_on:
        _check_floor(given, floor)
    if given.kind != FAMILIES.get(given.code, given.kind):
        _refuse_kind(FAMILIES[given.code])
    if given.part_months and given.months and given.part_months < given.months:
        raise Refused(N_("主要部件的三包期不能比整机短。请核对两个月数。"), field="part_months")
    if is_active:
        _check_complete(given)


def check_kept(before: Shipped, after: Shipped, *, is_switched_off: bool) -> None:
    """Raises Refused when the version of the law itself is taken away or made to judge others.

    A company adds a later version that gives more; what the law gives stays below it.
    """
    floor = FLOORS.get(before.code)
    if floor is None or before.since_on != floor.since_on:
        return
    if is_switched_off:
        raise Refused(
            N_("“{name}”是国家规定的一版，不能停用：停用后这类商品就没有三包了。要给得更多，请新建版本。"),
            name=before.name, field="is_active", code="statutory",
        )  # fmt: skip
    for name, label in KEPT:
        if getattr(before, name) != getattr(after, name):
            raise Refused(
                N_("“{name}”是国家规定的一版，{label}不能改。要给得更多，请新建版本。"),
                name=before.name, label=say(label), field=name, code="statutory",
            )  # fmt: skip


def _check_complete(given: Shipped) -> None:
    if not given.is_verified:
        raise Refused(N_("还没有核对规定原文。请核对以后勾选“已核对原文”，再启用。"),
                      field="is_verified", code="unverified")  # fmt: skip
    if not given.months or given.rate_percent is None:
        raise Refused(
            N_("启用以前请补全整机三包月数和每日折旧率（没有折旧填 0）。"),
            field="months" if not given.months else "rate_percent", code="incomplete",
        )  # fmt: skip
    if given.kind == Kind.CAR and not (given.km and given.care_months and given.care_km):
        raise Refused(N_("家用汽车请补全三包里程、包修月数和包修里程。"), field="km",
                      code="incomplete")  # fmt: skip


def _check_floor(given: Shipped, floor: Shipped) -> None:
    for name, label in PERIODS:
        least, told = getattr(floor, name), getattr(given, name)
        if least and (told is None or told < least):
            raise Refused(
                N_("{label}法定至少 {least}，只能更长，不能写 {told}。"), label=label, least=least,
                told=told or 0, field=name, code="below_law",
            )  # fmt: skip
    most = floor.rate_percent
    if most is not None and given.rate_percent is not None and given.rate_percent > most:
        raise Refused(
            N_("每日折旧率法定最高 {most}%，只能更低，不能写 {told}%。"),
            most=f"{most.normalize():f}", told=f"{given.rate_percent.normalize():f}",
            field="rate_percent", code="below_law",
        )  # fmt: skip
    if given.kind != floor.kind:
        _refuse_kind(floor.kind)
    if floor.start_rule not in (StartRule.INVOICE, given.start_rule):
        raise Refused(
            N_("“{name}”依法从{start}起算，不能改早。"), name=floor.name,
            start=say(floor.start_rule.chinese), field="start_rule", code="below_law",
        )  # fmt: skip
    lost = [part for part in parts_in(floor.parts) if part not in parts_in(given.parts)]
    if lost:
        raise Refused(N_("法定的主要部件不能去掉：{parts}。可以再加别的。"), parts=lost,
                      field="parts", code="below_law")  # fmt: skip


def _refuse_kind(kind: Kind) -> None:
    raise Refused(N_("这类商品的规则类别依法是“{kind}”，换了类别会少掉客户的权利。"),
                  kind=say(kind.chinese), field="kind", code="below_law")  # fmt: skip


def in_force(since_days: Iterable[date], on: date) -> date | None:
    """The version by which something of a day is judged: the latest that had begun."""
    return max((day for day in since_days if day <= on), default=None)
