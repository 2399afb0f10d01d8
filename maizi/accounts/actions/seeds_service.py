"""What seeded roles do with complaints, service tickets and surveys (E, F, G)."""

# What a role does with complaints (E).
TELLS, HANDLES = "read add", "read add handle"
COMPLAINTS = dict.fromkeys(
    ("salesperson", "developer", "ka_developer", "ka_representative", "support_sales",
     "technician", "senior_engineer", "call_agent"), TELLS,
) | dict.fromkeys(
    ("complaint_officer", "ka_manager", "ka_department_manager", "marketing_manager",
     "call_supervisor"), HANDLES,
) | {
    "service_supervisor": f"{HANDLES} supervise analyse export setup",
    "after_sales_head": f"{HANDLES} supervise analyse export",
    "supervision_group": "read add supervise analyse",
    "marketing_director": f"{HANDLES} supervise analyse export setup",
    "vice_president": "read analyse export",
    "legal_counsel": "read counsel",
}  # fmt: skip
# What a role does with service tickets (F).
TAKES, SERVES = "read add", "read add handle"
TICKETS = dict.fromkeys(
    ("salesperson", "developer", "ka_developer", "ka_representative", "support_sales",
     "support_training", "call_agent", "ka_manager", "marketing_manager",
     "ka_department_manager"), TAKES,
) | dict.fromkeys(
    ("complaint_officer", "support_technical", "call_supervisor"), SERVES,
) | dict.fromkeys(
    ("service_supervisor", "after_sales_head", "marketing_director"),
    f"{SERVES} dispatch supervise knowledge export setup",
) | {
    "technician": "read add work", "senior_engineer": "read add work knowledge",
    "vice_president": "read export", "supervision_group": "read supervise",
}  # fmt: skip
# What a role does before the sale: lend for trial, ask experts, answer as one (F-1).
LENDS, KNOWS = "read lend ask", "read ask answer"
PRESALES = dict.fromkeys(
    ("salesperson", "developer", "ka_developer", "ka_representative", "support_sales"), LENDS
) | dict.fromkeys(
    ("ka_development_manager", "ka_manager", "ka_department_manager", "marketing_manager",
     "marketing_director"), f"{LENDS} answer export",
) | dict.fromkeys(
    ("technician", "senior_engineer", "support_technical", "support_training",
     "service_supervisor", "after_sales_head"), KNOWS,
) | {"warehouse": "read", "vice_president": "read export"}  # fmt: skip
# Who reads the filed forms that his unit keeps (F-53).
FILED = dict.fromkeys(
    ("service_supervisor", "after_sales_head", "vice_president"), "filed"
)  # fmt: skip
# What a role does with satisfaction surveys (G, F-55).
ASKS, LEADS = "read interview handle", "read interview handle plan design export"
SURVEYS = dict.fromkeys(
    ("salesperson", "developer", "ka_developer", "ka_representative", "support_sales",
     "complaint_officer", "call_agent"), ASKS,
) | dict.fromkeys(
    ("ka_manager", "ka_development_manager", "ka_department_manager", "marketing_manager",
     "call_supervisor", "service_supervisor"), LEADS,
) | dict.fromkeys(("after_sales_head", "marketing_director"), f"{LEADS} file") | dict.fromkeys(
    ("technician", "senior_engineer", "supervision_group"), "read"
) | {"vice_president": "read export"}  # fmt: skip
