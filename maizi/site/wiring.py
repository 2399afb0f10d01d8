"""Who hears of what: one table of events and their listeners, one of scheduled work."""

from maizi.accounts.events import PersonDeactivated
from maizi.approvals import listeners as approvals
from maizi.approvals.events import (
    CaseClosed,
    CaseCopied,
    GrantUsed,
    SeatsClosed,
    SeatsOpened,
    StepClosed,
    StepOpened,
)
from maizi.care import listeners as care
from maizi.care.events import CustomerWonBack, StageChanged
from maizi.clocks.events import ClockBreached, ClockWarned
from maizi.complaints import listeners as complaints
from maizi.complaints.events import ComplaintClosed
from maizi.credit import listeners as credit
from maizi.credit.events import GradeApplied, ReceiptPosted
from maizi.customers import listeners as customers
from maizi.customers.events import ActivityLogged, CustomersMerged, CustomersParted
from maizi.development import listeners as development
from maizi.development.events import AgreementRecorded, ObligationChanged, OpportunityClosed
from maizi.groupbuys import listeners as groupbuys
from maizi.groupbuys.events import GroupBuyEnded
from maizi.inbox.events import TodoDone
from maizi.insight import listeners as insight
from maizi.kernel.events import wire
from maizi.keyaccounts import listeners as keyaccounts
from maizi.mail import listeners as mail
from maizi.meetings import listeners as meetings
from maizi.parts import listeners as parts
from maizi.privacy import listeners as privacy
from maizi.privacy.events import ContactWishChanged, PersonAnonymised
from maizi.purchasing import listeners as purchasing
from maizi.purchasing.events import OrderPlaced
from maizi.rating import listeners as rating
from maizi.rating.events import GradeProposed
from maizi.sales import listeners as sales
from maizi.sales.events import (
    DeliveryShipped,
    DeliverySigned,
    InvoiceIssued,
    OrderClosed,
    OrderConfirmed,
    ReturnSettled,
    TradeChanged,
)
from maizi.service import listeners as service
from maizi.service.events import ComplaintRaised, TicketClosed
from maizi.targets import listeners as targets
from maizi.warranty import listeners as warranty
from maizi.warranty.events import UnitAccepted

LISTENERS: dict[type, list] = {
    SeatsOpened: [approvals.on_seats_opened],
    SeatsClosed: [approvals.on_seats_closed],
    CaseCopied: [approvals.on_case_copied],
    CaseClosed: [
        approvals.on_case_closed,
        privacy.on_case_closed,
        credit.on_case_closed,
        sales.on_case_closed,
        purchasing.on_case_closed,
        targets.on_case_closed,
        keyaccounts.on_case_closed,
        rating.on_case_closed,
        complaints.on_case_closed,
        care.on_case_closed,
        groupbuys.on_case_closed,
        parts.on_case_closed,
    ],
    GrantUsed: [approvals.on_grant_used],
    StepOpened: [approvals.on_step_opened, keyaccounts.on_step_opened],
    StepClosed: [approvals.on_step_closed, keyaccounts.on_step_closed],
    ActivityLogged: [
        customers.on_activity_logged,
        development.on_activity_logged,
        care.on_activity_logged,
    ],
    ContactWishChanged: [customers.on_contact_wish_changed],
    PersonAnonymised: [mail.on_person_anonymised],
    ClockWarned: [
        approvals.on_clock_warned,
        privacy.on_clock_warned,
        complaints.on_clock_warned,
        keyaccounts.on_clock_warned,
        service.on_clock_warned,
    ],
    ClockBreached: [
        approvals.on_clock_breached,
        privacy.on_clock_breached,
        complaints.on_clock_breached,
        service.on_clock_breached,
        development.on_clock_breached,
        meetings.on_clock_breached,
        care.on_clock_breached,
        groupbuys.on_clock_breached,
        keyaccounts.on_clock_breached,
    ],
    GradeProposed: [keyaccounts.on_grade_proposed],
    ReceiptPosted: [keyaccounts.on_receipt_posted],
    ObligationChanged: [keyaccounts.on_obligation_changed],
    GradeApplied: [rating.on_grade_applied],
    ComplaintRaised: [complaints.on_complaint_raised],
    TicketClosed: [service.on_ticket_closed],
    UnitAccepted: [service.on_unit_accepted],
    TodoDone: [customers.on_todo_done],
    DeliveryShipped: [
        warranty.on_delivery_shipped,
        care.on_delivery_shipped,
        groupbuys.on_delivery_shipped,
    ],
    DeliverySigned: [warranty.on_delivery_signed, care.on_delivery_signed],
    InvoiceIssued: [warranty.on_invoice_issued],
    ReturnSettled: [warranty.on_return_settled],
    CustomersMerged: [insight.on_customers_merged],
    CustomersParted: [insight.on_customers_parted],
    TradeChanged: [insight.on_trade_changed],
    OrderConfirmed: [care.on_order_confirmed],
    OrderClosed: [care.on_order_closed, groupbuys.on_order_closed],
    StageChanged: [care.on_stage_changed],
    CustomerWonBack: [care.on_customer_won_back],
    ComplaintClosed: [care.on_complaint_closed],
    PersonDeactivated: [approvals.on_person_deactivated],
    OpportunityClosed: [groupbuys.on_opportunity_closed],
    AgreementRecorded: [groupbuys.on_agreement_recorded],
    GroupBuyEnded: [groupbuys.on_group_buy_ended],
    OrderPlaced: [groupbuys.on_order_placed],
}

# name -> (cron expression, task kind)
SCHEDULES: dict[str, tuple[str, str]] = {
    "clocks.advance": ("* * * * *", "clocks.advance"),
    "desk.prepare": ("50 4 * * *", "desk.prepare"),
    "desk.boards": ("30 7 * * *", "desk.boards"),
    "relationship.summaries": ("20 6 * * *", "relationship.summaries"),
    "meetings.chase": ("15 6 * * *", "meetings.chase"),
    "care.night": ("0 3 * * *", "care.night"),
    "customers.care": ("30 6 * * *", "customers.care"),
    "history.seal": ("10 0 * * *", "history.seal"),
    "backups.make": ("15 5 * * *", "backups.make"),
    "backups.try": ("30 5 * * 0", "backups.try"),
    "backups.watch": ("25 * * * *", "backups.watch"),
    "jobs.sweep": ("20 3 * * *", "jobs.sweep"),
    "accounts.sweep": ("50 3 * * *", "accounts.sweep"),
    "files.sweep": ("40 3 * * *", "files.sweep"),
    "approvals.expire": ("*/10 * * * *", "approvals.expire"),
    "customers.verify": ("40 2 * * *", "customers.verify"),
    "kit.import_sweep": ("10 4 * * *", "kit.import_sweep"),
    "kit.statistics": ("35 4 * * *", "kit.statistics"),
    "customers.expire_tags": ("10 1 * * *", "customers.expire_tags"),
    "customers.classify": ("20 1 * * *", "customers.classify_all"),
    "customers.quality": ("0 2 * * *", "customers.quality"),
    "customers.propose_clearing": ("30 3 1 * *", "customers.propose_clearing"),
    "customers.purge": ("50 4 * * *", "customers.purge"),
    "keyaccounts.review": ("40 5 * * *", "keyaccounts.review"),
    "keyservice.chase": ("35 6 * * *", "keyservice.chase"),
    "credit.remind": ("20 6 * * *", "credit.remind"),
    "insight.facts": ("45 2 * * *", "insight.facts"),
    "insight.carry": ("* * * * *", "insight.carry"),
    "rating.remeasure": ("25 2 * * *", "rating.remeasure"),
    "catalog.turn_prices": ("3 0 * * *", "catalog.turn_prices"),
    "sales.expire_quotes": ("6 0 * * *", "sales.expire_quotes"),
    "service.upkeep": ("15 6 * * *", "service.upkeep"),
    "inbox.tick": ("* * * * *", "inbox.tick"),
    "inbox.sweep": ("30 4 * * *", "inbox.sweep"),
    "mail.fetch": ("*/2 * * * *", "mail.fetch"),
    "mail.send": ("* * * * *", "mail.send"),
    "mail.news": ("* * * * *", "mail.news"),
    "mail.sweep": ("35 4 * * *", "mail.sweep"),
    "customers.match_keys": ("40 4 * * 0", "customers.match_keys"),
    "privacy.expire": ("15 * * * *", "privacy.expire"),
    "privacy.list_idle": ("30 2 1 * *", "privacy.list_idle"),
    "privacy.clear": ("40 2 * * *", "privacy.clear"),
    "customers.recycle": ("30 1 * * *", "customers.recycle"),
    "development.learn": ("50 2 * * *", "development.learn"),
    "development.agreements": ("20 6 * * *", "development.agreements"),
    "groupbuys.turn": ("* * * * *", "groupbuys.turn"),
    "parts.turn": ("8 0 * * *", "parts.turn"),
    "training.chase": ("25 6 * * *", "training.chase"),
    "satisfaction.turn": ("10 7 * * *", "satisfaction.turn"),
    "presales.chase": ("40 6 * * *", "presales.chase"),
    "search.rebuild": ("20 4 * * 0", "search.rebuild"),
}


def connect() -> None:
    """Wire every listener; called once when the site starts."""
    wire(LISTENERS)
