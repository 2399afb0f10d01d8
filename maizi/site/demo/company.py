"""Units, people and posts of the demo company."""

from datetime import date

from maizi.accounts.actions import (
    NewPassword,
    appoint,
    change_password,
    create_person,
    create_unit,
    seed_roles,
)
from maizi.accounts.models import Appointment, OrgUnit, Role, User
from maizi.accounts.terms import UnitLevel
from maizi.care import actions as care
from maizi.complaints import actions as complaints
from maizi.credit import actions as credit
from maizi.customers.actions import seed_approvals, seed_schemes
from maizi.customers.models import Pool
from maizi.groupbuys import actions as groupbuys
from maizi.history.actions import recorded
from maizi.keyaccounts import actions as keyaccounts
from maizi.parts import actions as parts
from maizi.privacy import actions as privacy
from maizi.purchasing import actions as purchasing
from maizi.rating import actions as rating
from maizi.sales import actions as sales
from maizi.satisfaction import actions as satisfaction
from maizi.targets import actions as targets

UNITS = [  # name, parent, level
    ("丰谷机电", "", UnitLevel.HQ),
    ("华东大区", "丰谷机电", UnitLevel.REGION),
    ("华北大区", "丰谷机电", UnitLevel.REGION),
    ("江苏区域", "华东大区", UnitLevel.DISTRICT),
    ("浙江区域", "华东大区", UnitLevel.DISTRICT),
    ("河南区域", "华北大区", UnitLevel.DISTRICT),
    ("南京销售部", "江苏区域", UnitLevel.DEPARTMENT),
    ("苏州销售部", "江苏区域", UnitLevel.DEPARTMENT),
    ("杭州销售部", "浙江区域", UnitLevel.DEPARTMENT),
    ("郑州销售部", "河南区域", UnitLevel.DEPARTMENT),
    ("客户服务部", "丰谷机电", UnitLevel.DEPARTMENT),
    ("财务部", "丰谷机电", UnitLevel.DEPARTMENT),
    ("信息部", "丰谷机电", UnitLevel.DEPARTMENT),
    ("公司办公室", "丰谷机电", UnitLevel.DEPARTMENT),
]
PEOPLE = [  # user name, name, unit, title, role, unit of the post
    ("boss", "方致远", "丰谷机电", "总经理", "marketing_director", "丰谷机电"),
    ("linyue", "林悦", "华东大区", "华东大区经理", "ka_department_manager", "华东大区"),
    ("gaoyuan", "高原", "华北大区", "华北大区经理", "ka_department_manager", "华北大区"),
    ("tangwei", "唐薇", "江苏区域", "江苏区域主管", "marketing_manager", "江苏区域"),
    ("chenmo", "陈默", "南京销售部", "客户经理", "salesperson", "南京销售部"),
    ("xuqing", "许晴", "南京销售部", "客户经理", "salesperson", "南京销售部"),
    ("luoyi", "罗一", "苏州销售部", "客户经理", "salesperson", "苏州销售部"),
    ("jiangnan", "江楠", "杭州销售部", "客户经理", "salesperson", "杭州销售部"),
    ("mengfei", "孟飞", "郑州销售部", "客户经理", "salesperson", "郑州销售部"),
    ("zengrou", "曾柔", "郑州销售部", "客户经理", "salesperson", "郑州销售部"),
    ("hejing", "何静", "公司办公室", "数据专员", "data_steward", "丰谷机电"),
    ("wuhan", "吴涵", "客户服务部", "客服主管", "service_supervisor", "客户服务部"),
    ("shenyan", "沈妍", "财务部", "会计", "finance", "财务部"),
    ("yuning", "于宁", "公司办公室", "法务", "privacy_officer", "丰谷机电"),
    ("admin", "孙工", "信息部", "系统管理员", "administrator", "丰谷机电"),
    ("audit", "周清", "公司办公室", "审计员", "auditor", "丰谷机电"),
    ("liangyu", "梁宇", "公司办公室", "采购员", "purchasing", "丰谷机电"),
    ("wangxin", "王欣", "财务部", "信用管理员", "credit_officer", "丰谷机电"),
    ("zhaoqiang", "赵强", "客户服务部", "服务工程师", "technician", "客户服务部"),
    ("sunbo", "孙波", "客户服务部", "高级工程师", "senior_engineer", "客户服务部"),
    ("mali", "马力", "客户服务部", "服务工程师", "technician", "客户服务部"),
]
SUPERIORS = {
    "linyue": "boss", "gaoyuan": "boss", "tangwei": "linyue", "chenmo": "tangwei",
    "xuqing": "tangwei", "luoyi": "tangwei", "jiangnan": "linyue", "mengfei": "gaoyuan",
    "zengrou": "gaoyuan", "hejing": "boss", "wuhan": "boss", "shenyan": "boss",
    "yuning": "boss", "wangxin": "boss", "liangyu": "boss",
    "zhaoqiang": "wuhan", "sunbo": "wuhan", "mali": "wuhan",
}  # fmt: skip
MORE_POSTS = [("linyue", "华东大区"), ("gaoyuan", "华北大区")]  # as marketing managers
POOLS = [("华东公海", "华东大区"), ("华北公海", "华北大区")]


def is_built() -> bool:
    """True when there is a company already, the demo or a real one."""
    return OrgUnit.objects.exists()


def build_company(password: str) -> dict[str, User]:
    """Units, pools, roles, people with their posts; gives people by user name."""
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
    complaints.seed_approvals()
    complaints.seed_causes()
    satisfaction.seed_questionnaires()
    care.seed_approvals()
    rating.seed_approvals()
    parts.seed_approvals()
    units: dict[str, OrgUnit] = {}
    for position, (name, parent, level) in enumerate(UNITS):
        units[name] = create_unit(
            name, by=None, parent=units.get(parent), level=level, position=position
        )
    for name, unit in POOLS:
        Pool.objects.create(name=name, unit=units[unit])
    roles = {role.code: role for role in Role.objects.all()}
    people = {}
    for number, (username, name, unit, title, role, where) in enumerate(PEOPLE):
        person = User(
            username=username, name=name, unit=units[unit], job_title=title,
            mobile=f"1380000{number:04d}", email=f"{username}@fenggu.example",
            joined_on=date(2019 + number % 6, 1 + number % 12, 8),
        )  # fmt: skip
        create_person(person, by=None)
        appoint(Appointment(user=person, role=roles[role], unit=units[where]), by=None)
        change_password(person, NewPassword(password), by=None)
        people[username] = person
    for username, superior in SUPERIORS.items():
        person = people[username]
        with recorded(person, "change", by=None):
            person.superior = people[superior]
            person.save()
    for username, unit in MORE_POSTS:
        post = Appointment(user=people[username], role=roles["marketing_manager"], unit=units[unit])
        appoint(post, by=None)
    return people
