"""What the demo company set its own way: parameters, a template, a seal; and a filed card."""

import struct
import zlib
from collections.abc import Iterator

from django.core.files.base import ContentFile

from maizi.accounts.models import OrgUnit, User
from maizi.customers.access import visible_customers
from maizi.customers.queries import CARD
from maizi.fields import actions
from maizi.fields.queries import used_templates

CHANGES = [  # code, unit, values, reason
    (
        "ka.list.thresholds",
        "",
        ["300", "120", "60", "30"],
        "机电行业单价低，界线下调，经理办公会 8 月定",
    ),
    ("complaint.first_response", "", ["20", "60", "240"], "空压机停机影响客户生产，答复提速"),
    ("sla.radii", "江苏区域", ["30", "80", "150"], "苏州、无锡两个新网点投用"),
    ("return_visit.base", "华北大区", ["15", "30", "60", "120"], "北方淡季拉长，多走动"),
]
LAYOUT = """# 客户走访卡
客户：{{客户名称}}　　编号：{{客户编号}}　　走访人：{{打印人}}

## 走访前
| 负责人 | {{负责人}} | 发展阶段 | {{发展阶段}} |
| 地址 | {{地址}} |

## 联系人
[[联系人：姓名，职务，手机]]

## 最近跟进
[[跟进记录：日期，方式，内容]]

## 走访记录
| 时间 | 　 | 见到谁 | 　 |
| 谈了什么 | 　 |
| 客户的意见 | 　 |
| 下一步 | 　 |

[[二维码]]
"""
SIDE, RED = 240, (200, 30, 30)


def build_settings(people: dict[str, User]) -> None:
    """Values, a template in use, the seal, and one card that was printed and filed."""
    admin, boss = people["admin"], people["boss"]
    units = {unit.name: unit for unit in OrgUnit.objects.all()}
    for code, unit, given, reason in CHANGES:
        actions.change_parameter(code, given=given, by=admin, unit=units.get(unit), reason=reason)
    upload = ContentFile(LAYOUT.encode(), name="客户走访卡.txt")
    actions.use_template(
        actions.add_template(upload, by=admin, kind=CARD.kind, name="客户走访卡"), by=admin
    )
    actions.change_seal(ContentFile(_seal(), name="公章.png"), by=admin)
    card = next(t for t in used_templates(CARD.kind) if t.name == "客户基本信息表")
    row = visible_customers(boss).exclude(owner=None).order_by("pk").first()
    if row:
        actions.print_document(card, row=row, by=boss, is_filed=True)


def _seal() -> bytes:
    """A red ring with a star on nothing: the picture of a seal that nobody could mistake."""
    lines = b"".join(b"\0" + bytes(_line(y)) for y in range(SIDE))
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _line(y: int) -> Iterator[int]:
    for x in range(SIDE):
        yield from (*RED, 255 if _is_inked(x - SIDE / 2, y - SIDE / 2) else 0)


def _is_inked(x: float, y: float) -> bool:
    away = (x * x + y * y) ** 0.5
    return 108 < away < 116 or _in_star(x, y)


def _in_star(x: float, y: float) -> bool:
    """Inside a five-pointed star: within at least four of its five edges."""
    edges = ((0.0, 1.0), (0.9511, 0.3090), (0.5878, -0.8090), (-0.5878, -0.8090), (-0.9511, 0.3090))
    return sum(a * x - b * y < 22 for a, b in edges) >= 4


def _chunk(name: bytes, told: bytes) -> bytes:
    return struct.pack(">I", len(told)) + name + told + struct.pack(">I", zlib.crc32(name + told))
