"""The demo company 丰谷机电, built through the same actions that people use."""

from .approvals import build_approvals
from .books import build_books
from .catalog import build_catalog
from .clocks import build_hours
from .company import build_company, is_built
from .complaints import build_complaints
from .conflicts import build_conflicts
from .customers import build_customers
from .events import build_events
from .filing import build_filing
from .gatherings import build_meetings
from .group_buys import build_group_buys
from .inbox import build_inbox
from .insight import build_insight
from .keeping import build_keeping
from .keyaccounts import build_keyaccounts
from .keyservice import build_keyservice
from .mail import build_mail
from .partnership import build_partnership
from .performance import build_performance
from .pools import build_hand_over, build_pools
from .presales import build_presales
from .privacy import build_privacy
from .profiles import build_profiles
from .purchasing import build_purchasing
from .rating import build_rating
from .receivables import build_receivables
from .relationship import build_relationship
from .sales import build_sales
from .service import build_service
from .settings import build_settings
from .sorting import build_sorting
from .spares import build_spares
from .stock import build_stock
from .structure import build_structure
from .surveys import build_surveys
from .targets import build_targets
from .training import build_training
from .twins import build_twins
from .upkeep import build_upkeep
from .warranty import build_warranty
from .winning import build_winning

__all__ = ["PASSWORD", "SIGN_INS", "build", "is_built"]

SIGN_INS = [
    ("boss", "方致远 · 总经理：看全部"),
    ("linyue", "林悦 · 华东大区销售经理：看本大区"),
    ("chenmo", "陈默 · 销售人员：看自己的客户和公海"),
    ("wuhan", "吴涵 · 客服主管：投诉登记、处理、分析"),
    ("zhaoqiang", "赵强 · 服务工程师：手机上接单、到场、领备件"),
    ("hejing", "何静 · 数据管理员：查重、导入、标签"),
    ("yuning", "于宁 · 个人信息保护负责人：请求、敏感信息、清理"),
    ("shenyan", "沈妍 · 会计：应收、收款、对账单"),
    ("wangxin", "王欣 · 信用管理员：额度与冻结"),
    ("liangyu", "梁宇 · 采购员：供应商、采购订单、收货"),
    ("admin", "孙工 · 系统管理员：人员、角色、安全"),
    ("audit", "周清 · 审计员：变更记录"),
]
PASSWORD = "xiaomai-2026-demo"


def build(size: int = 300) -> None:
    """Build the demo company with `size` customers, unless it is there."""
    if not is_built():
        people = build_company(PASSWORD)
        build_hours()
        build_customers(people, size)
        build_profiles(people)
        build_structure(people)
        build_approvals(people)
        build_upkeep(people)
        build_sorting(people)
        build_settings(people)
        build_inbox(people)
        build_twins(people)
        build_privacy(people)
        build_pools(people)
        build_hand_over(people)
        build_catalog(people)
        build_stock(people)
        build_receivables(people)
        build_sales(people)
        build_purchasing(people)
        build_warranty(people)
        build_complaints(people)
        build_service(people)
        build_performance(people)
        build_training(people)
        build_spares(people)
        build_winning(people)
        build_group_buys(people)
        build_books(people)
        build_keeping(people)
        build_conflicts(people)
        build_meetings(people)
        build_events(people)
        build_targets(people)
        build_insight(people)
        build_keyaccounts(people)
        build_keyservice(people)
        build_rating(people)
        build_surveys(people)
        build_presales(people)
        build_relationship(people)
        build_partnership(people)
        build_mail(people)
        build_filing(people)
