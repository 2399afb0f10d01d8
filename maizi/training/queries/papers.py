"""The certificate on paper (F-52)."""

from pathlib import Path

from maizi.fields.access import Document, Shipped
from maizi.fields.terms import TemplateSort
from maizi.kernel.texts import N_

from .. import access
from ..models import Certificate

PRINTS = Path(__file__).parents[1] / "prints"
SAMPLE = {
    "证书编号": "ZS202611-000012", "持证人": "赵强", "部门": "客户服务部", "课程": "螺杆空压机维修",
    "课程代码": "AC-01", "课程版本": "2", "学时": "16.0", "成绩": "92.0",
    "认证范围": "空压机、后处理设备", "生效日期": "2026-11-29", "有效期至": "2028-11-28",
    "考官": "孙波", "吊销": "",
}  # fmt: skip


def certificate_told(user, row: Certificate) -> dict[str, str]:
    """Every value of a certificate by its name. Two queries."""
    names = [one.path_name for one in row.families.all()]
    names += [str(one) for one in row.products.all()]
    person = row.person
    return {
        "证书编号": row.no, "持证人": person.name, "部门": person.unit.name if person.unit else "",
        "课程": row.course.name, "课程代码": row.course.code, "课程版本": str(row.version),
        "学时": f"{row.course.hours:.1f}", "成绩": f"{row.attempt.score:.1f}",
        "认证范围": "、".join(names), "生效日期": row.valid_from.isoformat(),
        "有效期至": row.valid_to.isoformat(), "考官": row.attempt.examiner.name,
        "吊销": row.revoke_reason,
    }  # fmt: skip


CERTIFICATE_PAPER = Document(
    model=Certificate,
    label=N_("培训证书"),
    visible=lambda user: access.visible_certificates(user).select_related(
        "person__unit", "course", "attempt__examiner"
    ),
    unmasked=lambda user, row: True,
    context=certificate_told,
    sample=SAMPLE,
    shipped=(
        Shipped("培训证书", TemplateSort.LAYOUT, (PRINTS / "certificate.txt").read_bytes),
    ),
)  # fmt: skip
