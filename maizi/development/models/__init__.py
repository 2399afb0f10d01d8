"""Tables of winning customers."""

from .accounts import (
    AdvantageClaim,
    CompareLine,
    FactorWeight,
    FirstContact,
    KeyPlan,
    PlanPart,
    TradeMonth,
    WorthCase,
    share_field,
)
from .agreements import (
    Agreement,
    Gift,
    Obligation,
    years_field,
)
from .deals import (
    DevelopmentRecord,
    Move,
    Opportunity,
)
from .markets import (
    Need,
    SalesGoal,
    Screening,
    Target,
    TargetMarket,
)
from .pipelines import (
    Pipeline,
    Stage,
)
from .reports import (
    ReportComment,
)
from .visits import (
    Discussion,
    Material,
    Visit,
)

__all__ = [
    "AdvantageClaim", "Agreement", "CompareLine", "DevelopmentRecord", "Discussion",
    "FactorWeight", "FirstContact", "Gift", "KeyPlan", "Material", "Move", "Need", "Obligation",
    "Opportunity", "Pipeline", "PlanPart", "ReportComment", "SalesGoal", "Screening", "Stage",
    "Target", "TargetMarket", "TradeMonth", "Visit", "WorthCase", "share_field", "years_field",
]  # fmt: skip
