"""Words about files: what they are for, what they hold, how long they stay."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class Purpose(Term):
    """Why a file is stored; decides which types are allowed and how long it stays."""

    ATTACHMENT = "attachment", N_("附件")
    PHOTO = "photo", N_("照片")
    IMPORT = "import", N_("导入文件")
    EXPORT = "export", N_("导出文件")
    TEMPLATE = "template", N_("文档模板")
    PRINT = "print", N_("打印的文档")
    FILED = "filed", N_("存档的文档")


class Family(Term):
    """Kinds of content that share a size limit."""

    IMAGE = "image", N_("图片")
    DOCUMENT = "document", N_("文档")
    SHEET = "sheet", N_("表格")
    TEXT = "text", N_("文本")
    SOUND = "sound", N_("录音")
    VIDEO = "video", N_("视频")


class Retention(Term):
    """How long the content stays."""

    WITH_RECORD = "with_record", N_("随所附记录保存")
    SHORT = "short", N_("短期保存")
    KEPT = "kept", N_("长期保存")
