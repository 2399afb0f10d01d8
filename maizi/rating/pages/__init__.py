"""Lists and forms of rating that the engine serves."""

from maizi.kernel.texts import N_
from maizi.kit.imports.declare import Importer, importable
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from .. import access, actions, forms
from ..actions import imports, statement_imports
from ..models import Attribute, Book, Evaluation, FinancialStatement, Review, Scorecard, Survey
from ..models.dossiers import FIGURES

EVALUATIONS = Pages(
    model=Evaluation,
    visible=access.visible_evaluations,
    may=access.may_look,
    save=actions.save_evaluation,
    columns=("no", "customer", "state", "grade", "score", "limit_yuan", "terms_days", "until_on",
             "card", "by", "approved_on"),
    filters=("state", "grade", "customer", "card", "by", "score", "limit_yuan", "until_on",
             "approved_on", "no"),
    sections=(
        Section(N_("申请与保障"), ("asked_yuan", "collateral_yuan", "monthly_yuan")),
        Section(N_("一票否决"), ("is_fraud", "is_dishonest", "refuses_papers")),
        Section(N_("额度"), ("limit_yuan", "limit_reason", "is_special")),
        Section(N_("结论"), ("strengths", "risks", "conclusion")),
    ),
    views=(
        View("open", N_("进行中"), ("state.in.open,pending",)),
        View("approved", N_("已批准"), ("state.in.approved",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip
REVIEWS = Pages(
    model=Review,
    visible=access.visible_reviews,
    may=access.may_look,
    columns=("customer", "trigger", "text", "state", "raised_at", "answer", "closed_by"),
    filters=("state", "trigger", "customer", "raised_at"),
    sections=(Section(N_("复评事项"), ("customer", "trigger", "text", "state", "raised_at")),),
    views=(View("open", N_("待复评"), ("state.in.open",)), View("all", N_("全部"))),
)
CARDS = Pages(
    model=Scorecard,
    visible=access.visible_cards,
    may=access.may_set_up,
    save=actions.save_card,
    columns=("name", "version", "sort", "serves", "state", "activated_at", "note"),
    filters=("state", "sort", "serves", "name"),
    sections=(Section(N_("评分卡"), ("name", "sort", "serves", "note")),),
    views=(
        View("used", N_("使用中与草稿"), ("state.in.active,draft",)), View("all", N_("全部")),
    ),
)  # fmt: skip
STATEMENTS = Pages(
    model=FinancialStatement,
    visible=access.visible_statements,
    may=access.may_look,
    save=actions.save_statement,
    columns=("customer", "period_end", "span", "revenue", "net_profit", "total_assets",
             "total_liabilities", "is_audited"),
    filters=("customer", "period_end", "span", "is_audited", "revenue", "net_profit"),
    sections=(
        Section(N_("哪一期"), ("customer", "period_end", "span", "is_audited", "note")),
        Section(N_("资产负债（元）"), FIGURES[:6]),
        Section(N_("利润与现金流（元）"), FIGURES[6:]),
    ),
    views=(View("all", N_("全部")),),
)  # fmt: skip
SURVEYS = Pages(
    model=Survey,
    visible=access.visible_surveys,
    may=access.may_look,
    save=actions.save_survey,
    columns=("customer", "on", "attitude", "bank_credit", "peers", "accounting", "month_yuan",
             "by", "conclusion"),
    filters=("customer", "on", "attitude", "bank_credit", "peers", "accounting", "by"),
    sections=(
        Section(N_("调查"), ("customer", "on", "conclusion")),
        Section(N_("银行与同行"), ("bank", "bank_credit", "bank_words", "account", "accounting",
                                "capital_yuan", "peers", "peers_words", "neighbours_words")),
        Section(N_("付款与结算"), ("attitude", "settlement", "crosses_months", "over_limit",
                                "illegal")),
        Section(N_("经营"), ("operation", "business", "area", "location", "shareholders",
                           "products", "brands", "quantity", "month_yuan", "year_yuan")),
        Section(N_("店铺或厂房"), ("tenure", "space", "assets", "vehicles", "insurance")),
        Section(N_("负责人"), ("residence", "principal")),
    ),
    views=(View("all", N_("全部")),),
)  # fmt: skip
ATTRIBUTES = Pages(
    model=Attribute,
    visible=access.visible_attributes,
    may=access.may_book,
    save=actions.save_attribute,
    columns=("name", "is_number", "note"),
    filters=("is_number", "name"),
    sections=(Section(N_("组合属性"), ("name", "is_number", "note")),),
    views=(View("all", N_("全部")),),
)
BOOKS = Pages(
    model=Book,
    visible=access.visible_books,
    may=access.may_look_at_books,
    save=actions.save_book,
    columns=("name", "row_count", "bad_count", "note"),
    filters=("name",),
    sections=(Section(N_("信贷组合"), ("name", "note")),),
    views=(View("all", N_("全部")),),
)
UNUSED = ("bulk", "undo", "cell", "reveal")
STATEMENT_IMPORTS = importable(
    Importer(
        kind="statements", namespace="rating:statements", label=N_("财务报表"),
        may=statement_imports.may_import, oversees=statement_imports.may_import,
        targets=statement_imports.targets, columns=statement_imports.columns,
        form=forms.StatementImportForm, keys=statement_imports.KEYS, lead="customer",
        prepare=statement_imports.prepare, decide=statement_imports.decide,
        store=statement_imports.store, undo=statement_imports.undo,
        written=statement_imports.written,
    )
)  # fmt: skip
BOOK_IMPORTS = importable(
    Importer(
        kind="loans", namespace="rating:books", label=N_("信贷组合明细"),
        may=imports.may_import, oversees=imports.may_import, targets=imports.targets,
        columns=imports.columns, form=forms.BookImportForm, keys=imports.KEYS, lead="outcome",
        prepare=imports.prepare, decide=imports.decide, store=imports.store, undo=imports.undo,
        written=imports.written,
    )
)  # fmt: skip
