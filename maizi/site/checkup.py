"""What `maizi doctor` looks at."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from django.conf import settings
from django.core.checks import run_checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from maizi.credit.models import CreditAccount
from maizi.credit.queries import overpaid, unbalanced
from maizi.files.queries import damaged, kept
from maizi.history.models import HistoryEntry
from maizi.history.queries import flaws
from maizi.insight.queries import grouped_by, state_of_copy
from maizi.jobs.queries import failed_since, is_worker_alive, label_of, stuck
from maizi.search.queries import index_states, is_sound
from maizi.stock.models import StockAccount
from maizi.stock.queries import flaws as stock_flaws

MOST_FLAWS = 20
PATIENCE = timedelta(minutes=10)
LATELY = timedelta(days=1)
WANTED = {"PRAGMA journal_mode": "wal", "PRAGMA synchronous": 2, "PRAGMA foreign_keys": 1}


def findings() -> Iterator[tuple[bool, str]]:
    """(is good, sentence) for every thing checked."""
    yield True, f"数据库：{connection.vendor}，{connection.settings_dict['NAME']}"
    yield True, f"分析的归总：{grouped_by()}"
    if copy := state_of_copy():
        yield copy[0], f"分析的副本：{copy[1]}"
    yield from _migrations()
    yield from _integrity()
    yield from _settings()
    problems = [c for c in run_checks() if c.level >= 30]
    yield not problems, "框架自检：" + ("；".join(str(p.msg) for p in problems) or "没有问题")
    found = list(islice(flaws(), MOST_FLAWS))
    for flaw in found:
        yield False, f"变更记录链 {flaw.chain} 第 {flaw.seq} 条：{flaw.message}"
    if not found:
        yield True, f"变更记录链完整（{HistoryEntry.objects.count():,} 条）"
    yield from _search()
    yield from _files()
    yield from _ledger()
    yield from _stock()
    yield from _jobs()


def _files() -> Iterator[tuple[bool, str]]:
    bad = list(islice(damaged(), MOST_FLAWS))
    for file in bad:
        yield False, f"附件“{file.name}”的内容不完整或被改动，请从备份恢复（{file.sha256[:12]}…）"
    if not bad:
        yield True, f"附件完整（{kept().count():,} 个）"


def _ledger() -> Iterator[tuple[bool, str]]:
    wrong = unbalanced()
    for account in wrong[:MOST_FLAWS]:
        yield False, f"应收账户“{account}”的余额与往来明细不符，请联系维护人员"
    if count := overpaid():
        yield False, f"有 {count:,} 笔往来被核销的金额超过它本身，请联系维护人员"
    if not wrong and not count:
        yield True, f"应收余额与往来明细一致（{CreditAccount.objects.count():,} 个账户）"


def _stock() -> Iterator[tuple[bool, str]]:
    wrong = stock_flaws()
    for flaw in wrong[:MOST_FLAWS]:
        yield False, f"库存与出入库流水不符，请联系维护人员：{flaw}"
    if not wrong:
        yield True, f"库存与出入库流水一致（{StockAccount.objects.count():,} 个仓库存货）"


def _jobs() -> Iterator[tuple[bool, str]]:
    now = timezone.now()
    late, given_up = stuck(now, PATIENCE).count(), failed_since(now - LATELY)
    told = "后台任务" + ("有进程在做" if is_worker_alive(now) else "现在没有进程在做")
    yield (
        not late,
        told + (f"，{late:,} 件该做而没有做，请运行 maizi up 或 maizi worker" if late else ""),
    )
    for job in given_up[:MOST_FLAWS]:
        yield False, f"后台任务“{label_of(job.kind)}”没有成功，请在 设置 → 后台任务 里查看"


def _search() -> Iterator[tuple[bool, str]]:
    yield is_sound(), "搜索索引的词表完整"
    for state in index_states():
        told = f"搜索索引 {state.kind}：{state.entries:,} 条"
        if not state.is_good:
            told += (
                f"，缺 {state.missing:,}，多 {state.orphaned:,}，过时 {state.outdated:,}；"
                "每周自动修复，也可在后台任务的计划里立即运行“重建搜索索引”"
            )
        yield state.is_good, told


def _migrations() -> Iterator[tuple[bool, str]]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield (
        not plan,
        "数据库结构" + (f"缺 {len(plan)} 步升级，请运行 maizi up" if plan else "是最新的"),
    )


def _integrity() -> Iterator[tuple[bool, str]]:
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            is_super = cursor.fetchone()[0]
            yield (
                not is_super,
                "数据库账号" + ("是超级用户，请换成普通账号" if is_super else "不是超级用户"),
            )
            return
        for question, value in WANTED.items():
            cursor.execute(question)
            (found,) = cursor.fetchone()
            yield found == value, f"SQLite {question} = {found}"
        cursor.execute("PRAGMA quick_check")
        (answer,) = cursor.fetchone()
        yield answer == "ok", f"SQLite 完整性：{answer}"


def _settings() -> Iterator[tuple[bool, str]]:
    yield (
        len(settings.SECRET_KEY) >= 50,
        "密钥长度足够" if len(settings.SECRET_KEY) >= 50 else "密钥太短",
    )
    yield not settings.DEBUG, "调试模式关闭"
