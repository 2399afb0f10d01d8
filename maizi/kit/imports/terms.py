"""Words of imports."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class ImportState(Term):
    """Where an import stands."""

    UPLOADED = "uploaded", N_("已上传")
    MAPPED = "mapped", N_("已对应列")
    CHECKING = "checking", N_("正在检查")
    CHECKED = "checked", N_("已检查")
    IMPORTING = "importing", N_("正在导入")
    PAUSED = "paused", N_("已暂停")
    DONE = "done", N_("已完成")
    FAILED = "failed", N_("失败")
    UNDOING = "undoing", N_("正在撤销")
    UNDONE = "undone", N_("已撤销")
    CANCELLED = "cancelled", N_("已取消")


class ImportMode(Term):
    """What may happen to stored records."""

    ADD = "add", N_("只新增")
    UPDATE = "update", N_("只更新已有的")
    BOTH = "both", N_("已有的更新，没有的新增")


class Phase(Term):
    """One of the passes over a file."""

    CHECK = "check", N_("检查")
    IMPORT = "import", N_("导入")
    UNDO = "undo", N_("撤销")


class Severity(Term):
    """How bad a finding is."""

    ERROR = "error", N_("不能导入")
    WARNING = "warning", N_("提醒")


class Verdict(Term):
    """What becomes of a row."""

    ADD = "add", N_("新增")
    UPDATE = "update", N_("更新")
    SAME = "same", N_("没有变化")
    JOIN = "join", N_("并入上面的行")
    REFUSED = "refused", N_("不能导入")
    DROPPED = "dropped", N_("已略过")


WORKING = (ImportState.UPLOADED, ImportState.CHECKING, ImportState.IMPORTING, ImportState.UNDOING)
ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16", "latin-1")  # offered to be chosen
