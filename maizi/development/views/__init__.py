"""Screens of winning customers: parse, may, act, answer."""

from .accounts import (
    claim,
    compare,
    factors,
    key_plan,
    key_plans,
    letter,
    letter_edit,
    letter_new,
    letter_send,
    method,
    part,
    trade,
    worth,
)
from .agreements import (
    agreement,
    agreement_new,
    fulfil,
    gift,
    gift_decide,
    oblige,
    turn,
)
from .boards import (
    board,
    forecast,
    pipeline,
    pipelines,
)
from .deals import (
    add_file,
    assign,
    close,
    move,
    new,
    opportunities,
    opportunity,
    record,
    reopen,
)
from .markets import (
    choose,
    concerns,
    market,
    market_edit,
    markets,
    screen,
    screening,
)
from .reports import (
    plan_sheet,
    statistics,
    work_report,
)
from .visits import (
    check_in,
    day,
    discuss,
    materials,
    ready,
    report,
    visit,
    visit_cancel,
    visit_new,
    visits,
)

__all__ = [
    "add_file", "agreement", "agreement_new", "assign", "board", "check_in", "choose", "claim",
    "close", "compare", "concerns", "day", "discuss", "factors", "forecast", "fulfil", "gift",
    "gift_decide", "key_plan", "key_plans", "letter", "letter_edit", "letter_new",
    "letter_send", "market", "market_edit", "markets", "materials", "method", "move", "new",
    "oblige", "opportunities", "opportunity", "part", "pipeline", "pipelines", "plan_sheet",
    "ready", "record", "reopen", "report", "screen", "screening", "statistics", "trade", "turn",
    "visit", "visit_cancel", "visit_new", "visits", "work_report", "worth",
]  # fmt: skip
