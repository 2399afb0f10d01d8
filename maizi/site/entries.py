"""What the menu leads to: the sections of work, what is one's own, what can be begun."""

from dataclasses import dataclass

from maizi.kernel.texts import N_


@dataclass(frozen=True)
class Entry:
    """One entry: label, icon, url name, and the (entity, verb) that shows it.

    is_alone  the pages below its address do not belong to it
    """

    label: str
    icon: str
    url: str
    right: tuple[str, str] | None = None
    is_alone: bool = False


MENU: list[tuple[str, list[Entry]]] = [
    (
        N_("工作台"),
        [
            Entry(N_("今日"), "sun", "desk:today"),
            Entry(N_("看板"), "layout-kanban", "desk:board"),
            Entry(N_("审批"), "clipboard-check", "approvals:boxes"),
            Entry(N_("我的待办"), "checks", "inbox:todos", is_alone=True),
        ],
    ),
    (
        N_("客户管理"),
        [
            Entry(N_("客户档案"), "users", "customers:customer_list", ("customer", "read")),
            Entry(N_("公海"), "ripple", "customers:pool_list", ("customer", "read")),
            Entry(
                N_("跟进提醒"),
                "clock-exclamation",
                "customers:tagpromise_list",
                ("customer", "read"),
            ),
            Entry(
                N_("资料采集"), "database", "customers:collectionbatch_list", ("customer", "add")
            ),
            Entry(N_("资料鉴定"), "gauge", "customers:appraisal", ("customer", "appraise")),
            Entry(N_("客户分类"), "stack-2", "customers:schemes", ("customer", "read")),
            Entry(N_("数据质量"), "chart-bar", "customers:quality_board", ("customer", "read")),
            Entry(N_("档案清理"), "archive", "customers:clearing", ("customer", "clear")),
            Entry(N_("查重"), "user-search", "customers:check", ("customer", "read")),
            Entry(N_("疑似重复"), "git-merge", "customers:twins", ("customer", "merge")),
        ],
    ),
    (
        N_("开发"),
        [
            Entry(
                N_("商机列表"), "target", "development:opportunity_list", ("opportunity", "read")
            ),
            Entry(N_("商机看板"), "layout-kanban", "development:board", ("opportunity", "read")),
            Entry(N_("试用记录列表"), "package", "presales:trial_list", ("presale", "read")),
            Entry(N_("专家支持列表"), "bulb", "presales:expertrequest_list", ("presale", "read")),
            Entry(N_("拜访列表"), "map-pin", "development:visit_list", ("visit", "read")),
            Entry(N_("大客户计划"), "crown", "development:keyplan_list", ("keyplan", "read")),
            Entry(
                N_("合作协议"), "certificate", "development:agreement_list", ("agreement", "read")
            ),
            Entry(N_("礼品登记"), "gift", "development:gift_list", ("gift", "read")),
            Entry(N_("团购看板"), "users-group", "groupbuys:board", ("groupbuy", "read")),
            Entry(N_("团购活动列表"), "tag", "groupbuys:groupbuy_list", ("groupbuy", "read")),
            Entry(
                N_("团购开发计划"),
                "list-check",
                "groupbuys:groupbuyplan_list",
                ("groupbuyplan", "read"),
            ),
            Entry(
                N_("团购推广"),
                "speakerphone",
                "groupbuys:outreachrecord_list",
                ("groupbuyplan", "read"),
            ),
            Entry(N_("目标市场"), "map", "development:targetmarket_list", ("market", "read")),
            Entry(
                N_("开发统计"),
                "report-analytics",
                "development:statistics",
                ("opportunity", "read"),
            ),
        ],
    ),
    (
        N_("维护"),
        [
            Entry(N_("回访计划"), "calendar-event", "care:plan", ("care", "read")),
            Entry(N_("客户挽回"), "heart-handshake", "care:winback_list", ("care", "read")),
            Entry(N_("客户冲突"), "alert-triangle", "care:conflict_list", ("care", "read")),
            Entry(
                N_("客户承诺"), "hand-stop", "relationship:promise_list", ("relationship", "read")
            ),
            Entry(
                N_("利益链"), "affiliate", "relationship:benefitlink_list", ("relationship", "read")
            ),
            Entry(
                N_("试销对象"), "target", "relationship:trialuser_list", ("relationship", "read")
            ),
            Entry(
                N_("以客户为中心"), "list-check", "relationship:company", ("relationship", "read")
            ),
            Entry(N_("会议"), "users-group", "meetings:meeting_list", ("meeting", "add")),
            Entry(N_("客户活动"), "gift", "events:event_list", ("event", "read")),
            Entry(N_("客户的命运"), "wheat", "care:ladder", ("care", "report")),
            Entry(N_("离职交接"), "transfer", "care:hand_overs", is_alone=True),
            Entry(N_("工作邮箱"), "mail", "mail:mailboxes", ("mail", "use")),
            Entry(N_("简报"), "speakerphone", "mail:issues", ("newsletter", "read")),
        ],
    ),
    (
        N_("客户投诉"),
        [
            Entry(N_("投诉看板"), "layout-kanban", "complaints:board", ("complaint", "read")),
            Entry(
                N_("投诉列表"), "message-report", "complaints:complaint_list", ("complaint", "read")
            ),
            Entry(
                N_("投诉分析"), "report-analytics", "complaints:analysis", ("complaint", "analyse")
            ),
            Entry(
                N_("改进措施"), "trending-up", "complaints:improvement_list", ("complaint", "read")
            ),
            Entry(N_("投诉案例"), "bulb", "complaints:lessons", ("complaint", "read")),
            Entry(N_("投诉入口"), "qrcode", "complaints:door_list", ("complaint", "setup")),
        ],
    ),
    (
        N_("满意度"),
        [
            Entry(
                N_("满意度调查"), "clipboard-check", "satisfaction:round_list", ("survey", "read")
            ),
            Entry(N_("不满意提醒"), "mood-sad", "satisfaction:alert_list", ("survey", "read")),
            Entry(N_("问卷"), "list-check", "satisfaction:questionnaire_list", ("survey", "read")),
        ],
    ),
    (
        N_("销售"),
        [
            Entry(N_("报价单"), "receipt-2", "sales:quote_list", ("quote", "read")),
            Entry(N_("销售订单"), "shopping-cart", "sales:order_list", ("order", "read")),
            Entry(N_("发货单"), "truck-delivery", "sales:delivery_list", ("delivery", "read")),
            Entry(N_("销售发票"), "receipt", "sales:invoice_list", ("invoice", "read")),
            Entry(N_("退换货单"), "arrow-back-up", "sales:return_list", ("return", "read")),
            Entry(N_("解决方案单列表"), "bulb", "sales:solution_list", ("order", "read")),
            Entry(N_("销售报表"), "report-analytics", "sales:reports", ("order", "read")),
            Entry(N_("商品"), "package", "catalog:product_list", ("product", "read")),
            Entry(N_("价格"), "coin-yuan", "catalog:pricelist_list", ("price", "read")),
            Entry(N_("目标达成"), "target", "targets:board", ("target", "read")),
        ],
    ),
    (
        N_("分析"),
        [
            Entry(N_("客户分析"), "chart-bar", "insight:index", ("insight", "read")),
            Entry(
                N_("客户关系评估"),
                "heart",
                "relationship:evaluation_list",
                ("relationship", "read"),
            ),
            Entry(N_("定期总结"), "file-text", "relationship:summaries", ("relationship", "read")),
        ],
    ),
    (
        N_("库存与采购"),
        [
            Entry(N_("库存"), "building-warehouse", "stock:stockaccount_list", ("stock", "read")),
            Entry(N_("采购管理"), "truck", "purchasing:work", ("purchase", "read")),
            Entry(
                N_("请购单"),
                "clipboard-list",
                "purchasing:purchaserequest_list",
                ("purchase", "request"),
            ),
            Entry(N_("供应商"), "building-store", "purchasing:supplier_list", ("supplier", "read")),
            Entry(N_("应付账龄"), "coin-yuan", "purchasing:payables", ("payable", "read")),
        ],
    ),
    (
        N_("售后服务"),
        [
            Entry(N_("工单看板"), "layout-kanban", "service:board", ("ticket", "read")),
            Entry(N_("工单列表"), "tool", "service:ticket_list", ("ticket", "read")),
            Entry(N_("派工"), "send", "service:dispatch", ("ticket", "dispatch")),
            Entry(N_("我的上门"), "device-mobile", "service:mine", ("ticket", "work")),
            Entry(N_("知识文章"), "school", "service:article_list", ("ticket", "read")),
            Entry(N_("应急预案"), "bolt", "service:emergencyplan_list", ("ticket", "read")),
            Entry(
                N_("预防计划"),
                "refresh",
                "service:preventiveplan_list",
                ("ticket", "setup"),
            ),
            Entry(N_("服务时限"), "clock", "service:promises", ("ticket", "read")),
            Entry(N_("服务网点"), "map-pin", "service:servicepoint_list", ("ticket", "setup")),
            Entry(N_("工程师"), "users", "service:engineer_list", ("ticket", "setup")),
            Entry(N_("设备档案"), "qrcode", "warranty:unit_list", ("installed", "read")),
            Entry(N_("维修记录"), "tools", "warranty:repair_list", ("installed", "read")),
            Entry(N_("三包判定"), "shield-check", "warranty:verdict_list", ("installed", "read")),
            Entry(
                N_("验收单"), "clipboard-check", "warranty:acceptance_list", ("installed", "read")
            ),
            Entry(N_("三包目录"), "stack-2", "warranty:cataloguerow_list", ("sanbao", "read")),
            Entry(N_("备件"), "package", "parts:board", ("spare", "read")),
            Entry(N_("备件计划列表"), "chart-bar", "parts:partplan_list", ("spare", "read")),
            Entry(N_("备件用量列表"), "stack-2", "parts:fitting_list", ("spare", "read")),
            Entry(N_("历史用量"), "history", "parts:pastuse_list", ("spare", "setup")),
            Entry(N_("备件区域列表"), "map", "parts:region_list", ("spare", "setup")),
            Entry(N_("存档的表单"), "archive", "fields:filed", ("fields", "filed")),
            Entry(N_("服务绩效"), "gauge", "training:sheet", ("performance", "read")),
            Entry(N_("大客户服务"), "crown", "keyservice:board", ("key_service", "read")),
        ],
    ),
    (
        N_("培训"),
        [
            Entry(N_("我的培训"), "device-mobile", "training:mine", ("training", "read")),
            Entry(N_("谁能修什么"), "table", "training:matrix", ("training", "read")),
            Entry(N_("培训课程列表"), "school", "training:course_list", ("training", "read")),
            Entry(
                N_("培训班列表"),
                "calendar-event",
                "training:trainingclass_list",
                ("training", "read"),
            ),
            Entry(
                N_("培训证书列表"), "certificate", "training:certificate_list", ("training", "read")
            ),
            Entry(N_("经验交流"), "bulb", "training:exchanges", ("training", "read")),
        ],
    ),
    (
        N_("应收与信用"),
        [
            Entry(N_("应收"), "report-money", "credit:creditaccount_list", ("credit", "read")),
            Entry(N_("收款与往来"), "receipt", "credit:entry_list", ("credit", "read")),
            Entry(N_("对账单"), "file-text", "credit:statement_list", ("credit", "read")),
            Entry(N_("坏账核销"), "file-alert", "credit:writeoff_list", ("credit", "read")),
            Entry(N_("信用工作台"), "gauge", "keyaccounts:desk", ("key_account", "desk")),
            Entry(N_("大客户名单"), "crown", "keyaccounts:board", ("key_account", "read")),
            Entry(
                N_("等级变更"),
                "arrows-exchange",
                "keyaccounts:gradechange_list",
                ("key_account", "read"),
            ),
            Entry(N_("信用评级"), "gauge", "rating:evaluation_list", ("rating", "read")),
            Entry(N_("复评事项"), "refresh", "rating:review_list", ("rating", "read")),
            Entry(N_("评分卡"), "list-check", "rating:scorecard_list", ("rating", "read")),
            Entry(N_("评级回测"), "chart-bar", "rating:backtest", ("rating", "book")),
        ],
    ),  # fmt: skip
    (N_("设置"), [Entry(N_("设置"), "settings", "setup:home")]),
]


MINE = [
    Entry(N_("消息设置"), "bell", "inbox:preferences"),
    Entry(N_("导出申请"), "file-export", "privacy:exports"),
    Entry(N_("查看客户的申请"), "inbox", "customers:requests", ("customer", "read")),
]
CREATE = [
    Entry(N_("客户"), "user-plus", "customers:customer_new", ("customer", "add")),
    Entry(N_("报价单"), "receipt-2", "sales:quote_new", ("quote", "add")),
    Entry(N_("销售订单"), "shopping-cart", "sales:order_new", ("order", "add")),
    Entry(N_("服务工单"), "tool", "service:ticket_new", ("ticket", "add")),
    Entry(N_("投诉"), "message-report", "complaints:complaint_new", ("complaint", "add")),
    Entry(N_("商机"), "target", "development:opportunity_new", ("opportunity", "add")),
    Entry(N_("拜访"), "map-pin", "development:visit_new", ("visit", "add")),
    Entry(N_("试用"), "package", "presales:trial_new", ("presale", "lend")),
    Entry(N_("会议"), "users-group", "meetings:meeting_new", ("meeting", "add")),
]
