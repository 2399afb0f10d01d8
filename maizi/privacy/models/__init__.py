"""Tables of personal information."""

from .consents import BlockedNumber, Consent, ContactBlock, PersonLink, PublicVisit
from .keeping import Hold, RetentionCase
from .leaving import ExportRequest, RoleSafeguard
from .opening import ListedPerson, Opening
from .purposes import PrivacyNotice, Purpose
from .registers import Breach, ImpactAssessment, Processor
from .requests import PersonRequest
from .riddles import SpentRiddle
from .sensitive import SealKey, SensitiveField, SensitiveValue

__all__ = [
    "BlockedNumber", "Breach", "Consent", "ContactBlock", "SealKey", "ExportRequest", "Hold",
    "ImpactAssessment", "ListedPerson", "Opening", "PersonLink", "PersonRequest",
    "PrivacyNotice", "Processor", "PublicVisit", "Purpose", "RetentionCase", "RoleSafeguard",
    "SensitiveField", "SensitiveValue", "SpentRiddle",
]  # fmt: skip
