"""The `maizi` command: for everyday use and for administrators."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence

COMMANDS_NAMED = {"import": "import_"}  # the word is Python's own
COMMANDS = (
    "up", "worker", "import", "export", "backup", "restore", "doctor", "createuser", "demo",
    "copy",
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; exit codes: 0 done, 1 refused or failed, 2 wrong words."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maizi.site.settings")
    options = _parser().parse_args(arguments)
    import django

    gc.disable()  # all of it stays: looking through it again and again takes a fifth of the start
    django.setup()
    gc.freeze()
    gc.enable()
    from maizi.kernel.errors import Refused

    from . import commands

    try:
        return getattr(commands, COMMANDS_NAMED.get(options.command, options.command))(options) or 0
    except Refused as refusal:
        print(str(refusal), file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="maizi", description="麦子：客户管理系统")
    chosen = parser.add_subparsers(dest="command", required=True, metavar="命令")
    up = chosen.add_parser("up", help="准备数据库，启动网页服务和后台任务")
    up.add_argument("--demo", action="store_true", help="没有数据时建立演示公司")
    up.add_argument("--host", default=os.environ.get("MAIZI_HOST", "127.0.0.1"))
    up.add_argument("--port", type=int, default=int(os.environ.get("MAIZI_PORT", "8600")))
    up.add_argument("--workers", type=int, default=2, help="网页进程数")
    worker = chosen.add_parser("worker", help="只运行后台任务")
    worker.add_argument("--threads", type=int, default=2)
    take = chosen.add_parser("import", help="从表格导入客户")
    take.add_argument("file")
    take.add_argument("--by", required=True, help="以哪个用户名导入")
    take.add_argument("--mode", choices=["add", "update", "both"], default="add")
    take.add_argument("--pool", help="直接放入这个公海")
    keys = ["no", "usc_code", "mobile", "name"]
    take.add_argument("--key", choices=keys, help="更新时按什么查找")
    take.add_argument("--twins", choices=["refuse", "import"], help="与已有客户名称相近的行")
    take.add_argument("--dry-run", action="store_true", help="只检查，不写入")
    take.add_argument("--refused", help="没导入的行写到这个文件")
    give = chosen.add_parser("export", help="导出客户")
    give.add_argument("file")
    give.add_argument("--by", required=True)
    give.add_argument("--reason", required=True)
    keep = chosen.add_parser("backup", help="在线备份数据库和附件，整个加密")
    keep.add_argument("folder", nargs="?", default="", help="再放一份到这里")
    back = chosen.add_parser("restore", help="把备份恢复到空的数据目录和数据库")
    back.add_argument("file")
    back.add_argument("--key", help="打开备份的 backup_key 文件，默认用数据目录里的")
    chosen.add_parser("doctor", help="检查安装、数据库和变更记录链")
    chosen.add_parser("copy", help="把分析用的事实全部重新抄到 ClickHouse")
    person = chosen.add_parser("createuser", help="新建一个可登录的人")
    person.add_argument("username")
    person.add_argument("--name", required=True)
    person.add_argument("--role", default="administrator")
    demo = chosen.add_parser("demo", help="建立演示公司")
    demo.add_argument("--size", type=int, default=300, help="客户数量")
    return parser


if __name__ == "__main__":
    sys.exit(main())
