"""Sheets in and out from the command line, through the same engine as the pages."""

import sys
from pathlib import Path

from django.core.files.base import File
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.customers.access import visible_pools
from maizi.customers.pages import CUSTOMERS, IMPORTS
from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kit.imports import flow, passes, results
from maizi.kit.imports.here import Here
from maizi.kit.imports.shown import problems_of, reasons_of, usual_options
from maizi.kit.imports.terms import ImportState
from maizi.kit.listing import Listing
from maizi.kit.models import ImportRun
from maizi.kit.sheets.answer import KIND_OF_SORT
from maizi.kit.sheets.kinds import Kind
from maizi.kit.sheets.write import OutColumn, write_csv, write_xlsx

MOST_ROWS = 1_000_000
MOST_TOLD = 20  # findings told row by row; all of them are in the file of refused rows


def bring(options) -> int:
    """Import one file: 0 when every row came in, 1 when any was refused."""
    user, file = _person(options.by), Path(options.file)
    if not IMPORTS.may(user):
        raise Refused("{name} 没有导入客户的权限。请联系管理员。", name=user.name)
    if not file.is_file():
        raise Refused("没有找到文件“{name}”。", name=options.file)
    with file.open("rb") as opened:
        run = flow.begin(IMPORTS, File(opened, file.name), by=user, in_place=True)
    for column in run.columns:
        _line(f"  {column['header']} → {column['target'] or '（不导入）'}")
    choices = usual_options(IMPORTS, user, run) | _asked(options, user)
    places = [column["target"] for column in run.columns]
    run = flow.choose(run, places=places, by=user, mode=options.mode, options=choices)
    state = ImportState.CHECKING if options.dry_run else ImportState.IMPORTING
    go = passes.check if options.dry_run else passes.bring_in
    run = go(flow.open_pass(run, state, by=user).pk, Here(user, _tell))
    _report(run)
    if options.refused and run.refused:
        count = results.write_refused(run, Path(options.refused))
        _line(f"未导入的 {count:,} 行已写到 {options.refused}，改好后可以再导入。")
    return 1 if run.refused else 0


def give(options) -> int:
    """Export the customers a person sees, as he sees them; recorded like any export."""
    user, target = _person(options.by), Path(options.file)
    if not CUSTOMERS.may(user, "export", None):
        raise Refused("{name} 没有导出客户的权限。请联系管理员。", name=user.name)
    if not options.reason.strip():
        raise Refused("请写明导出的用途，导出会被记录。")
    listing = Listing(
        CUSTOMERS, user=user, params=QueryDict(), views=CUSTOMERS.views, size=MOST_ROWS
    )
    rows, columns = listing.rows, listing.columns
    if listing.after:
        raise Refused("结果超过 {most} 行，请在页面上先筛选再导出。", most=f"{MOST_ROWS:,}")
    heads = [OutColumn(c.label, KIND_OF_SORT.get(c.sort, Kind.TEXT)) for c in columns]
    lines = ([listing.export_value(row, c) for c in columns] for row in rows)
    write = write_csv if target.suffix.lower() == ".csv" else write_xlsx
    with transaction.atomic():
        changes = {"rows": [None, len(rows)], "columns": [None, [c.name for c in columns]]}
        line = (None, _("%(label)s %(n)d 行") % {"label": CUSTOMERS.label, "n": len(rows)}, changes)
        kind = CUSTOMERS.model._meta.label_lower
        record_many(kind, lines=[line], verb=Verb.EXPORT, by=user, reason=options.reason)
        write(target, columns=heads, rows=lines)
    _line(f"已导出 {len(rows):,} 个客户到 {target}。")
    return 0


def _line(text: str = "") -> None:
    sys.stdout.write(f"{text}\n")


def _person(username: str) -> User:
    found = User.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise Refused("没有在职的用户“{name}”。", name=username)
    return found


def _asked(options, user) -> dict:
    """What the command's own words say about the options."""
    asked = {}
    if options.pool:
        pool = visible_pools(user).filter(name=options.pool).first()
        if pool is None:
            raise Refused("没有名为“{name}”的公海，或您不能使用它。", name=options.pool)
        asked["pool"] = pool.pk
    if options.key:
        asked["key"] = options.key
    if options.twins:
        asked["twins"] = options.twins
    return asked


def _tell(done: int, total: int | None, text: str) -> None:
    end = "\r" if sys.stdout.isatty() else "\n"
    if sys.stdout.isatty() or done == total or done % 10_000 == 0:
        sys.stdout.write(f"{text} {done:,} / {total or 0:,}{end}")
        sys.stdout.flush()


def _report(run: ImportRun) -> None:
    _line()
    done = (
        f"新增 {run.added:,}，更新 {run.updated:,}"
        if run.started_at
        else f"将新增 {run.to_add:,}，将更新 {run.to_update:,}（只检查，没有写入）"
    )
    _line(f"共 {run.row_count:,} 行：{done}，并入 {run.joined:,}，不能导入 {run.refused:,}。")
    for one in reasons_of(run):
        column = f"{one['column']}：" if one["column"] else ""
        _line(f"  {'✗' if one['is_error'] else '!'} {column}{one['text']}（{one['count']:,}）")
    for problem in problems_of(run)[:MOST_TOLD]:
        told = results.sentence(problem.column, problem.message, problem.params)
        _line(f"  第 {problem.row:,} 行：{told}")
