"""What every app may lean on: pure Python, no framework, no database."""
