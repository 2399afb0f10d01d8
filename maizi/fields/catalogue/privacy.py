"""Personal information: deadlines, limits, what leaves the house (N-1, N-4, A-21, M-5)."""

from maizi.kernel.texts import N_

from ..rules import Parameter
from ..terms import Basis, Section, Sort

DAYS, HOURS, MINUTES = N_("天"), N_("小时"), N_("分钟")
TIMES, ROWS = N_("次"), N_("行")

PRIVACY = (
    Parameter(
        "privacy.request_days", N_("答复个人信息请求的期限"), Section.PRIVACY, Sort.INTEGER, 15,
        unit=DAYS, source="个人信息保护法 50", rule="N-1", least=1, most=30,
    ),
    Parameter(
        "privacy.quiet_days", N_("拒绝之后多久不再询问"), Section.PRIVACY, Sort.INTEGER, 180,
        unit=DAYS, source="网络数据安全管理条例 22", rule="N-1", least=30, most=1825,
        note=N_("拒绝、撤回同意或登记免打扰之后，这段时间内不再为同一目的征求同意。"),
    ),
    Parameter(
        "privacy.link_days", N_("自助链接的有效期"), Section.PRIVACY, Sort.INTEGER, 30,
        unit=DAYS, rule="N-1", least=1, most=90,
    ),
    Parameter(
        "privacy.link_hourly", N_("同一来源每小时打开自助页面的次数"), Section.PRIVACY,
        Sort.INTEGER, 60, unit=TIMES, rule="N-1", least=10, most=1000,
    ),
    Parameter(
        "privacy.reveals_a_day", N_("每人每天显示完整号码的次数"), Section.PRIVACY, Sort.INTEGER,
        50, unit=TIMES, rule="N-4", least=0, most=1000,
        note=N_("个别角色可以在“角色保护”里另设。"),
    ),
    Parameter(
        "privacy.opening_minutes", N_("登记用途之后多久不再询问"), Section.PRIVACY, Sort.INTEGER,
        60, unit=MINUTES, rule="M-5", least=5, most=480,
    ),
    Parameter(
        "export.free_rows", N_("不须审批的导出行数"), Section.PRIVACY, Sort.INTEGER, 1000,
        unit=ROWS, rule="N-4", least=0, most=200_000,
    ),
    Parameter(
        "export.free_contact_rows", N_("含完整联系方式时不须审批的导出行数"), Section.PRIVACY,
        Sort.INTEGER, 0, unit=ROWS, rule="N-4", least=0, most=200_000,
    ),
    Parameter(
        "export.grant_hours", N_("批准后可以导出的时间"), Section.PRIVACY, Sort.INTEGER, 24,
        unit=HOURS, rule="N-4", least=1, most=240,
    ),
    Parameter(
        "retention.archive_days", N_("清理前可以恢复的时间"), Section.RETENTION, Sort.INTEGER, 30,
        unit=DAYS, rule="A-40", basis=Basis.DEFAULT, least=1, most=365,
    ),
)  # fmt: skip
