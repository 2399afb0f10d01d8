"""How large, for what, and for how long."""

from datetime import datetime, timedelta

from maizi.kernel.texts import N_

from ..terms import Family, Purpose, Retention

MIB = 1024 * 1024
QUOTA_BYTES = 5 * 1024 * MIB  # for one person, all his files together
PIXELS = 110_000_000  # a 108-megapixel photograph passes
ARCHIVE_DIRECTORY_BYTES = 2 * MIB
ARCHIVE_MEMBERS = 10_000
UNPACKED_BYTES = 400 * MIB
SHORT_STAY = timedelta(days=7)
UNATTACHED_STAY = timedelta(days=2)

_CAPS_MIB = {
    Purpose.ATTACHMENT: {
        Family.IMAGE: 20,
        Family.DOCUMENT: 50,
        Family.SHEET: 64,
        Family.TEXT: 50,
        Family.SOUND: 100,
        Family.VIDEO: 300,
    },
    Purpose.PHOTO: {Family.IMAGE: 10},
    Purpose.IMPORT: {Family.SHEET: 64, Family.TEXT: 400},
    Purpose.EXPORT: {Family.SHEET: 400, Family.TEXT: 2048, Family.DOCUMENT: 200},
    Purpose.TEMPLATE: {Family.DOCUMENT: 5, Family.TEXT: 1},
    Purpose.PRINT: {Family.DOCUMENT: 200},
    Purpose.FILED: {Family.DOCUMENT: 200},
}
_RETENTION = {
    Purpose.ATTACHMENT: Retention.WITH_RECORD,
    Purpose.PHOTO: Retention.KEPT,
    Purpose.IMPORT: Retention.SHORT,
    Purpose.EXPORT: Retention.SHORT,
    Purpose.TEMPLATE: Retention.KEPT,
    Purpose.PRINT: Retention.SHORT,
    Purpose.FILED: Retention.KEPT,
}
_ADVICE = {
    "": N_("看不出“{name}”是什么文件。可以上传图片、PDF、Office 文档、表格和文本。"),
    "zip": N_("“{name}”是压缩包。请解压后再上传里面的文件。"),
    "ole": N_("看不出“{name}”是什么文件。请用 Office 或 WPS 另存为新格式后再上传。"),
    "locked": N_("“{name}”设有打开密码。请去掉密码后再上传。"),
    "markup": N_("“{name}”其实是网页或 XML。请用 Excel 或浏览器另存为 xlsx 或 PDF 后再上传。"),
    "bomb": N_("“{name}”解压后过大。请删去多余内容后再上传。"),
}


def cap_bytes(purpose: Purpose, family: Family) -> int:
    """The largest file of a family for a purpose; 0 when the family is not taken at all."""
    return _CAPS_MIB[purpose].get(family, 0) * MIB


def largest_bytes(purpose: Purpose) -> int:
    """The largest file of any family for a purpose: where reading stops."""
    return max(_CAPS_MIB[purpose].values()) * MIB


def families_for(purpose: Purpose) -> list[Family]:
    """What may be uploaded for a purpose."""
    return list(_CAPS_MIB[purpose])


def advice(code: str) -> str:
    """Why content that is no type of ours is refused, and what to do."""
    return _ADVICE.get(code, _ADVICE[""])


def retention_for(purpose: Purpose) -> Retention:
    """How long a file of a purpose stays."""
    return _RETENTION[purpose]


def short_stay_ends(now: datetime) -> datetime:
    """Short-lived files stored before this moment go."""
    return now - SHORT_STAY


def unattached_stay_ends(now: datetime) -> datetime:
    """Attachments uploaded before this moment and attached to nothing go."""
    return now - UNATTACHED_STAY
