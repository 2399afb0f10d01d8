"""What one attribute of a profile is: declared once, read by page, form, quality and sheets."""

from dataclasses import dataclass

from maizi.kernel.privacy import FieldGroup
from maizi.kernel.terms import Term

from .profile import ArchiveQuestion, AttributeSort, ContentClass, Origin, ProfileGroup


@dataclass(frozen=True, slots=True)
class Attribute:
    """One thing to know about a customer (A-2, A-3).

    need             3 must, 2 should, 1 may; 0 for what nobody fills in
    origin           the data type, exactly one of A-5
    is_quantitative  定量; else 定性
    question         which of the seven archive questions it answers (A-1)
    choices          closed answers of CHOICE and CHOICES
    columns          columns of the customer or contact that hold it; filled when one of them is
    hint             what to write, as a Chinese message id
    """

    code: str
    label: str
    group: ProfileGroup
    sort: AttributeSort = AttributeSort.TEXT
    need: int = 1
    origin: Origin = Origin.PROFILE
    is_quantitative: bool = False
    field_group: FieldGroup = FieldGroup.BASIC
    question: ArchiveQuestion | None = None
    choices: type[Term] | None = None
    columns: tuple[str, ...] = ()
    content: ContentClass = ContentClass.CLIENT
    hint: str = ""

    @property
    def is_written(self) -> bool:
        """Whether people write it; else the system computes it."""
        return self.sort != AttributeSort.COMPUTED


PARTIAL = (AttributeSort.DAY, AttributeSort.BIRTHDAY)
