"""Personal information at the demo company: consents, wishes, requests, a sensitive field."""

from datetime import timedelta

from django.utils import timezone

from maizi.accounts.models import Role, User
from maizi.customers.actions import save_contact
from maizi.customers.models import Contact, Customer
from maizi.customers.pages import CUSTOMERS
from maizi.kit.pages import save
from maizi.privacy import actions
from maizi.privacy.actions import Asked, Enabling, Entered, Given
from maizi.privacy.models import Breach, ImpactAssessment, Processor, Purpose
from maizi.privacy.terms import Answer, Obtained, RequestKind, Way

NOTICE = """丰谷机电有限公司为报价、签约、交货和售后服务收集您的姓名、电话、地址等信息。
营销和回访只在您同意之后进行；您可以随时撤回，不影响已有的订单和服务。
我们不向第三方出售您的信息；安装、物流等合作方只得到完成工作所必需的内容。
您可以要求查阅、复制、更正、删除或转移您的信息，我们在 15 天内答复。
个人信息保护负责人：于宁，电话 025-86001200。"""
PEOPLE = [  # name, mobile, place, what he says to marketing
    ("郝思远", "13851640021", "南京市", Answer.GIVEN),
    ("程雨薇", "13770920035", "苏州市", Answer.REFUSED),
    ("丁国强", "13605170048", "无锡市", None),
]
LONG_AGO = timedelta(days=4 * 365)


def build_privacy(people: dict[str, User]) -> None:
    """Notice, people who answered, a wish not to be reached, requests, registers, safeguards."""
    officer, seller = people["yuning"], people["chenmo"]
    actions.publish_notice("customer", title="客户个人信息告知", text=NOTICE, by=officer)
    rows = [_person(one, seller) for one in PEOPLE]
    _answers(rows, seller)
    _registers(officer)
    _sensitive(rows[0], officer)
    _requests(rows, officer)
    _old(rows[2], officer)
    _restricted(people)
    role = Role.objects.get(code="salesperson")
    actions.change_safeguard(role, reveals="30", has_watermark=False, by=people["admin"])
    mark = Role.objects.get(code="ka_representative")
    actions.change_safeguard(mark, reveals="20", has_watermark=True, by=people["admin"])


def _person(one: tuple, seller: User) -> Customer:
    name, mobile, city, _said = one
    row = Customer(name=name, party_type="individual", owner=seller, mobile=mobile, city=city,
                   province="江苏省", channel="exhibition", lifecycle="prospect")  # fmt: skip
    save(CUSTOMERS, row=row, verb="create", by=seller)
    return row


def _answers(rows: list[Customer], seller: User) -> None:
    now = timezone.now()
    marketing, care = (Purpose.objects.get(code=code) for code in ("marketing", "care"))
    for row, (_name, _mobile, _city, said) in zip(rows, PEOPLE, strict=True):
        if said:
            given = Given(answer=said, obtained=Obtained.PAPER, at=now - timedelta(days=40),
                          ways=("call", "wechat") if said == Answer.GIVEN else ())  # fmt: skip
            actions.record_consent(row, purpose=marketing, given=given, by=seller)
    told = Given(obtained=Obtained.PHONE, at=now - timedelta(days=12))
    actions.record_consent(rows[0], purpose=care, given=told, by=seller)
    actions.block_contact(rows[1], way=Way.CALL, by=seller, reason="上班时间不方便接电话")


def _registers(officer: User) -> None:
    today, now = timezone.localdate(), timezone.now()
    ImpactAssessment.objects.create(
        title="分期合同核对身份证号", activity="签订分期合同时核对身份证号，保存半年",
        necessity="分期付款须确认签约人身份，法律允许；不保存影像，只存号码",
        impact="泄露会导致身份冒用；涉及每年约 30 名客户", outcome="conditional",
        measures="加密保存；仅负责人可看，每次填写用途；半年后自动清除", assessed_on=today,
        assessor=officer, review_on=today + timedelta(days=365),
    )  # fmt: skip
    Processor.objects.create(
        name="金陵速运有限公司", processor_kind="entrusted", purpose_text="设备和配件送货上门",
        kinds_text="收件人、电话、地址", measures="只用于配送，送达 30 天后删除；每年检查",
        contract_no="FG-2026-017", starts_on=today - timedelta(days=200),
        ends_on=today + timedelta(days=165), reviewed_on=today - timedelta(days=30),
    )  # fmt: skip
    Breach.objects.create(
        title="报价单误发给同名客户", level="small", found_at=now - timedelta(days=25),
        kinds_text="姓名、电话、报价", cause="选错收件人", people_count=1,
        harm="对方可能看到报价和电话", measures="当天电话请对方删除并确认",
        people_told_at=now - timedelta(days=24), officer=officer,
        closed_on=today - timedelta(days=20),
    )  # fmt: skip


def _sensitive(row: Customer, officer: User) -> None:
    purpose = Purpose.objects.get(code="sensitive")
    enabling = Enabling(
        purpose=purpose, necessity="分期付款合同须核对签约人身份，不核对不能签约",
        retention_months=6, consent_text="我同意为签订分期合同保存我的身份证号，半年后删除。",
        assessment=ImpactAssessment.objects.get(),
    )  # fmt: skip
    field = actions.enable_sensitive("id_number", enabling, by=officer)
    given = Given(obtained=Obtained.PAPER, at=timezone.now() - timedelta(days=3))
    consent = actions.record_consent(row, purpose=purpose, given=given, by=officer)
    actions.put_value(row, field=field, entered=Entered("11010519491231002X", consent), by=officer)


def _requests(rows: list[Customer], officer: User) -> None:
    now = timezone.now()
    asked = Asked(request_kind=RequestKind.COPY, requester=rows[0].name, reach="微信",
                  relation="self", text="请把你们存的我的资料给我一份")  # fmt: skip
    copy = actions.receive_request(asked, by=officer, subject=rows[0], at=now - timedelta(days=6))
    actions.verify_request(copy, how="回拨登记的手机，报出最近一次订货", by=officer)
    asked = Asked(request_kind=RequestKind.CORRECTION, requester=rows[1].name, reach="13770920035",
                  relation="self", text="我搬到了昆山，请更正地址")  # fmt: skip
    actions.receive_request(asked, by=officer, subject=rows[1], at=now - timedelta(days=13))


def _old(row: Customer, officer: User) -> None:
    """Somebody nobody has spoken to for four years waits for the steward."""
    Customer.objects.filter(pk=row.pk).update(
        last_contact_at=timezone.now() - LONG_AGO, next_contact_on=None
    )
    actions.list_idle(now=timezone.now(), by=officer)


def _restricted(people: dict[str, User]) -> None:
    """A customer that is nobody's business but a few people's."""
    seller = people["chenmo"]
    row = Customer(name="南京某研究院", owner=seller, is_restricted=True, city="南京市")
    save(CUSTOMERS, row=row, verb="create", by=seller)
    save_contact(Contact(customer=row, name="李工", mobile="13951770066"), by=seller)
    actions.list_person(row, user=people["linyue"], reason="年度框架合同谈判", by=seller)
