"""The default cards 5C, 5P and 6A with their rubric (D-2); a company makes versions of its own."""

from maizi.kernel.texts import N_

from ..terms import CardSort, Factor, Measure, Serves

Steps = tuple[tuple[float | None, int, str], ...]

MANUAL_WORDS = (
    N_("很好，有证据"), N_("较好"), N_("一般"), N_("较差"), N_("差"), N_("很差或有反面证据"),
)  # fmt: skip
MANUAL = [
    {"score": score, "text": text}
    for score, text in zip((100, 80, 60, 40, 20, 0), MANUAL_WORDS, strict=True)
]
# bound -> score, read "the first that holds"; the last holds always
RUBRIC: dict[Measure, tuple[tuple[str, int], ...]] = {
    Measure.ON_TIME: (("0.98", 100), ("0.95", 85), ("0.90", 70), ("0.80", 50), ("0.70", 30),
                      ("", 0)),
    Measure.LATE_COUNT: (("0", 100), ("1", 70), ("2", 40), ("", 0)),
    Measure.CURRENT: (("2.0", 100), ("1.5", 85), ("1.2", 70), ("1.0", 50), ("0.8", 25), ("", 0)),
    Measure.QUICK: (("1.0", 100), ("0.8", 80), ("0.6", 60), ("0.4", 30), ("", 0)),
    Measure.CASH_COVER: (("0.4", 100), ("0.2", 80), ("0.1", 60), ("0", 30), ("", 0)),
    Measure.YEARS: (("10", 100), ("5", 80), ("3", 60), ("1", 30), ("", 0)),
    Measure.DEBT: (("0.4", 100), ("0.5", 85), ("0.6", 70), ("0.7", 50), ("0.8", 25), ("", 0)),
    Measure.NET_MARGIN: (("0.10", 100), ("0.05", 80), ("0.02", 60), ("0", 40), ("", 0)),
    Measure.COVER: (("1.2", 100), ("1.0", 80), ("0.7", 60), ("0.4", 30), ("", 0)),
}  # fmt: skip
LESS_IS_BETTER = (Measure.LATE_COUNT, Measure.DEBT)
PAYING = (Measure.ON_TIME, Measure.LATE_COUNT)
FLOWING = (Measure.CURRENT, Measure.QUICK, Measure.CASH_COVER)
E_, M_, F_, G_, Q_ = Factor

# (card, sort, serves, [(criterion, weight, factor, [measure or name of a manual trait])])
CARDS = (
    ("5C 评分卡", CardSort.C5, Serves.ENTERPRISE, (
        ("道德品质", 30, Q_, (*PAYING, "纠纷与违约记录", "信息公开与配合")),
        ("能力", 25, F_, (*FLOWING, Measure.YEARS, "经营管理能力")),
        ("资本", 15, F_, ("净资产规模", Measure.DEBT, Measure.NET_MARGIN)),
        ("抵押", 15, G_, (Measure.COVER, "担保人信用")),
        ("环境条件", 15, E_, ("行业周期", "客户与供应商依赖", "政策影响", "困难时期的表现")),
    )),
    ("5P 评分卡", CardSort.P5, Serves.ENTERPRISE, (
        ("个人因素", 25, Q_, (*PAYING, "经营者能力", "付款意愿与态度")),
        ("资金用途", 15, M_, ("购货用途是否正当", "用途与经营是否相称")),
        ("还款财源", 25, F_, (*FLOWING, Measure.NET_MARGIN, "还款来源是否稳定")),
        ("债权保障", 20, G_, (Measure.COVER, Measure.DEBT, "担保人信用")),
        ("客户前景", 15, E_, ("行业前景", "发展计划", Measure.YEARS)),
    )),
    ("6A 评分卡", CardSort.A6, Serves.ENTERPRISE, (
        ("经济", 15, E_, ("国际经济环境", "国内经济环境")),
        ("技术", 15, Q_, ("技术水平", "产能与装备")),
        ("管理", 20, Q_, ("管理制度", "管理作风", *PAYING)),
        ("组织", 15, Q_, ("组织结构是否健全", Measure.YEARS)),
        ("商业", 15, M_, ("原料与设备供应", "人员", "市场占有率", "价格优势")),
        ("财务", 20, F_, (Measure.DEBT, Measure.CURRENT, Measure.CASH_COVER,
                          Measure.NET_MARGIN)),
    )),
    ("个人信用卡", CardSort.OWN, Serves.INDIVIDUAL, (
        ("付款记录", 50, Q_, (*PAYING, "与本公司往来是否守信")),
        ("还款能力", 30, F_, ("收入是否稳定", "负债是否适度")),
        ("保障", 20, G_, (Measure.COVER, "担保人信用")),
    )),
)  # fmt: skip


def trait_values(told: Measure | str) -> dict:
    """What a default trait is stored as."""
    if not isinstance(told, Measure):
        return {"name": told, "measure": Measure.MANUAL, "steps": MANUAL}
    steps = [{"score": score, "bound": bound} for bound, score in RUBRIC[told]]
    return {
        "name": told.chinese, "measure": told, "steps": steps,
        "is_less_better": told in LESS_IS_BETTER,
    }  # fmt: skip
