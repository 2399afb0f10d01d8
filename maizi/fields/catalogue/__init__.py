"""The parameters of §O, declared here until the app exists that reads them.

Left to their own screens: gb.threshold and its tiers, which belong to each activity (S003§8.6),
and value.abc_share_bands, which is information and decides nothing.
"""

from .analysis import ANALYSIS
from .archive import ARCHIVE
from .buying import BUYING
from .care import CARE
from .credit import CREDIT
from .engines import ENGINES
from .handover import HANDOVER
from .privacy import PRIVACY
from .selling import SELLING
from .serving import SERVING
from .trading import TRADING
from .twins import TWINS

CATALOGUE = (
    *ENGINES,
    *SELLING,
    *TRADING,
    *BUYING,
    *CREDIT,
    *SERVING,
    *ANALYSIS,
    *ARCHIVE,
    *CARE,
    *HANDOVER,
    *TWINS,
    *PRIVACY,
)

__all__ = ["CATALOGUE"]
