"""What each `maizi` command does. Output is Chinese; 0 is success."""

import getpass
import os
import shutil
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from maizi.kernel.errors import Refused


def up(options) -> int:
    """Prepare database and static files, build the demo if asked, serve."""
    from .serving import serve

    _require_free(options.host, options.port)
    prepare()
    if options.demo:
        _demo_if_empty(300)
    address = f"http://{options.host}:{options.port}/"
    print(f"\n麦子已启动：{address}   （Ctrl+C 停止）\n", flush=True)
    connection.close()
    return serve(options.host, options.port, options.workers)


def prepare() -> None:
    """Migrate, collect static files when they changed, seed roles, approvals and schedules.

    An index made by an older tokeniser is made anew by a background job.
    """
    from maizi.accounts.actions import seed_roles
    from maizi.care import actions as care
    from maizi.complaints import actions as complaints
    from maizi.credit import actions as credit
    from maizi.customers.actions import seed_approvals, seed_schemes
    from maizi.groupbuys import actions as groupbuys
    from maizi.jobs.actions import sync_schedules
    from maizi.keyaccounts import actions as keyaccounts
    from maizi.parts import actions as parts
    from maizi.privacy import actions as privacy
    from maizi.purchasing import actions as purchasing
    from maizi.rating import actions as rating
    from maizi.sales import actions as sales
    from maizi.satisfaction import actions as satisfaction
    from maizi.search.actions import renew
    from maizi.stock import actions as stock
    from maizi.targets import actions as targets
    from maizi.warranty import actions as warranty

    from . import tables
    from .wiring import SCHEDULES

    tables.prepare()
    seed_roles(by=None)
    seed_approvals()
    seed_schemes()
    privacy.seed_approvals()
    credit.seed_approvals()
    sales.seed_approvals()
    privacy.seed_purposes()
    purchasing.seed_approvals()
    groupbuys.seed_approvals()
    targets.seed_approvals()
    keyaccounts.seed_approvals()
    stock.seed_approvals()
    complaints.seed_approvals()
    complaints.seed_causes()
    warranty.seed_catalogue()
    care.seed_approvals()
    rating.seed_approvals()
    parts.seed_approvals()
    rating.seed_cards()
    satisfaction.seed_questionnaires()
    sync_schedules(SCHEDULES, by=None)
    renew(by=None)
    _collect_static()


def worker(options) -> int:
    """Run background jobs until stopped."""
    from maizi.jobs.worker import run_worker

    return run_worker(threads=options.threads)


def import_(options) -> int:
    """Bring customers in from a sheet."""
    from .carrying import bring

    return bring(options)


def export(options) -> int:
    """Write the customers a person sees to a sheet."""
    from .carrying import give

    return give(options)


def demo(options) -> int:
    """Build the demo company."""
    prepare()
    _demo_if_empty(options.size)
    return 0


def createuser(options) -> int:
    """Create a person who signs in, with a role at the top of the organisation."""
    from maizi.accounts.actions import (
        NewPassword,
        appoint,
        change_password,
        create_person,
        seed_units,
    )
    from maizi.accounts.models import Appointment, Role, User

    prepare()
    role = Role.objects.filter(code=options.role).first()
    if role is None:
        known = "、".join(Role.objects.values_list("code", flat=True))
        raise Refused("没有角色“{role}”。可用的角色：{known}", role=options.role, known=known)
    top = seed_units("本公司", by=None)
    person = User(username=options.username, name=options.name, unit=top)
    temporary = create_person(person, by=None)
    appoint(Appointment(user=person, role=role, unit=top), by=None)
    if password := _typed_password():
        change_password(person, NewPassword(password), by=None)
        print(f"已新建 {person.name}（{person.username}）。")
    else:
        print(f"已新建 {person.name}（{person.username}）。临时密码：{temporary}，首次登录须修改。")
    return 0


def backup(options) -> int:
    """One encrypted file with database (consistent, while people work), attachments and key."""
    from maizi.backups import actions

    started = time.monotonic()
    row = actions.make_backup(by=None)
    place = settings.HOME / "backups" / row.name
    if options.folder:
        Path(options.folder).mkdir(parents=True, exist_ok=True)
        place = Path(shutil.copy2(place, Path(options.folder) / row.name))
    took = time.monotonic() - started
    print(f"备份完成：{place}（{row.row_count:,} 条记录，{row.files} 个文件，{took:.1f} 秒）。")
    print(f"打开它要用 {settings.HOME / 'backup_key'}，请另行妥善保管，不要和备份放在一起。")
    return 0


def restore(options) -> int:
    """Bring a backup back into an empty data folder and database."""
    from maizi.backups import actions

    key = Path(options.key) if options.key else None
    rows, files = actions.restore(Path(options.file), key=key, by=None)
    print(f"已恢复：{rows:,} 条记录，{files:,} 个附件。")
    print("运行 maizi doctor 检查，再用 maizi up 启动。")
    return 0


def doctor(options) -> int:
    """Check settings, migrations, database integrity, history chain; 1 when something is wrong."""
    from .checkup import findings

    bad = 0
    for is_good, text in findings():
        print(("✓ " if is_good else "✗ ") + text)
        bad += not is_good
    return 1 if bad else 0


def copy(options) -> int:
    """Copy the facts of analyses to ClickHouse anew, whatever the server holds now."""
    from maizi.insight import actions, queries
    from maizi.kit.outgoing import Unreachable

    if not settings.CLICKHOUSE:
        raise Refused("没有设置 MAIZI_CLICKHOUSE，不知道抄到哪里。")
    if not queries.is_laid():
        raise Refused("分析用的事实还没有齐全，请等夜间任务“核对分析用的事实”做完再抄。")
    count = 0
    try:
        for count in actions.copy_all(is_forced=True):
            print(f"已抄 {count:,} 张订单", flush=True)
    except (Unreachable, queries.Unfit) as why:
        raise Refused("ClickHouse 没有照办：{why}", why=str(why)[:500]) from why
    print(f"抄齐了，共 {count:,} 张订单。")
    return 0


def _require_free(host: str, port: int) -> None:
    """Refuse a port on which somebody answers already: two servers would share the visitors."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as why:
        raise Refused(
            "不能在 {host} 的 {port} 端口提供服务：它已被占用，或不属于本机。"
            "请先停掉占用它的程序，或用 --port 换一个端口。",
            host=host, port=port,
        ) from why  # fmt: skip


def _demo_if_empty(size: int) -> None:
    from maizi.jobs.actions import enqueue

    from . import demo as company

    if not company.is_built():
        print(f"正在建立演示公司（{size} 个客户）…", flush=True)
        with _nothing_to_lose():
            company.build(size)
        enqueue("backups.make", by=None)
    print("\n演示账号（密码都是 " + company.PASSWORD + "）：")
    for username, text in company.SIGN_INS:
        print(f"  {username:<8} {text}")


@contextmanager
def _nothing_to_lose() -> Iterator[None]:
    """SQLite waits for no disk inside: what a power cut takes here is built anew, never torn."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
        try:
            yield
        finally:
            cursor.execute("PRAGMA synchronous=FULL")


def _collect_static() -> None:
    """Collect when a file of ours is newer than the last collection."""
    sources = Path(__file__).resolve().parent.parent.glob("*/static/**/*")
    newest = max((p.stat().st_mtime for p in sources if p.is_file()), default=0)
    stamp = settings.STATIC_ROOT / "staticfiles.json"
    if not stamp.exists() or stamp.stat().st_mtime < newest:
        call_command("collectstatic", verbosity=0, interactive=False)


def _typed_password() -> str:
    if given := os.environ.get("MAIZI_PASSWORD"):
        return given
    return getpass.getpass("密码（留空则生成临时密码）：") if sys.stdin.isatty() else ""
