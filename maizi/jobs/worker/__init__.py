"""The worker: claims jobs, runs them, keeps their leases, fires schedules, leaves politely."""

from .loop import Worker, run_worker

__all__ = ["Worker", "run_worker"]
