"""The tools of this repository; what runs before .venv exists uses the standard library alone."""
