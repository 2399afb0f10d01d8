"""Plan, report and statistics."""

from django.urls import path

from .. import views

urlpatterns = [
    path("statistics/", views.statistics, name="statistics"),
    path("report/", views.work_report, name="work_report"),
    path("plan/", views.plan_sheet, name="plan_sheet"),
]
