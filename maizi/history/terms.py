"""What a history row can say happened."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_

MARK = "@"  # before the name of a circumstance: it stands and is hashed among the changes


class Verb(Term):
    """The verbs every kind of record shares; apps may record further ones of their own."""

    CREATE = "create", N_("新建")
    CHANGE = "change", N_("修改")
    BULK_CHANGE = "bulk_change", N_("批量修改")
    DELETE = "delete", N_("删除")
    RESTORE = "restore", N_("恢复")
    IMPORT = "import", N_("导入")
    UNDO = "undo", N_("撤销")
    VIEW = "view", N_("查看")
    REVEAL = "reveal", N_("显示完整内容")
    EXPORT = "export", N_("导出")
    PRINT = "print", N_("打印")
    SIGN_IN = "sign_in", N_("登录")
    SIGN_OUT = "sign_out", N_("退出")
    ERASE = "erase", N_("抹去个人信息")
    REFUSED = "refused", N_("被拒绝")
