"""Words of backups."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class BackupState(Term):
    """How far a backup got."""

    RUNNING = "running", N_("正在备份")
    GOOD = "good", N_("完好")
    FAILED = "failed", N_("没有完成")
    GONE = "gone", N_("已按保留规则删去")


class Danger(Term):
    """Why data would be lost if the machine were lost now."""

    NEVER = "never", N_("还没有备份过。")
    LATE = "late", N_("最近一次完好的备份已经太久了。")
    UNTRIED = "untried", N_("还没有试过把备份恢复出来。")
    BROKEN = "broken", N_("最近一次恢复试验没有通过。")
    ONE_PLACE = "one_place", N_("备份和数据在同一台机器上，没有第二份。")
