"""What this app makes known: rights, numbers, parameters, news (F-1)."""

from maizi.accounts.access import Entity
from maizi.fields.access import NumberKind, NumberShape, Parameter
from maizi.fields.terms import Section, Sort
from maizi.inbox.access import EventKind
from maizi.kernel.texts import N_

PRESALE = Entity(
    "presale",
    N_("售前支持"),
    {
        "read": N_("查看"),
        "lend": N_("借出试用"),
        "ask": N_("请专家支持"),
        "answer": N_("作为专家答复"),
        "export": N_("导出"),
    },
)
NUMBERS = NumberKind("trial", N_("试用编号"), NumberShape("SY"))
TRIAL_SOURCE, REPLY_SOURCE = "presales.trial", "presales.reply"
ONLY_DONE = {
    TRIAL_SOURCE: N_("打开这条试用记录，登记出库、归还或买下以后，待办会自己结束。"),
    REPLY_SOURCE: N_("打开这个问题，答复或婉拒以后，待办会自己结束。"),
}
EVENTS = (
    EventKind("presales.to_hand", N_("有试用的货等我出库")),
    EventKind("presales.late", N_("试用到期没有归还"), by_mail=True),
    EventKind("presales.asked", N_("有同事请我专家支持"), by_mail=True),
    EventKind("presales.answered", N_("专家答复了我的问题")),
)
DAYS = N_("天")
PARAMETERS = (
    Parameter(
        "presales.trial_days", N_("试用通常多少天"), Section.TRADE, Sort.INTEGER, 14, unit=DAYS,
        rule="F-1", source="S003§13", least=1, most=366,
    ),
    Parameter(
        "presales.most_trial_days", N_("试用最长多少天（含延期）"), Section.TRADE, Sort.INTEGER, 90,
        unit=DAYS, rule="F-1", source="S003§13", least=1, most=366,
    ),
    Parameter(
        "presales.answer_hours", N_("请专家支持，通常多少小时内答复"), Section.TRADE, Sort.INTEGER,
        24, unit=N_("小时"), rule="F-1", source="S003§13", least=1, most=720,
    ),
)  # fmt: skip
