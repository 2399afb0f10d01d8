"""Words of keeping the archive up to date (A-30 … A-34)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class UpdateWay(Term):
    """The two ways of an update (A-31)."""

    SCHEDULED = "a", N_("方式一：指定人员按期核实")
    HOLDER = "b", N_("方式二：有修改权限的人更新")
