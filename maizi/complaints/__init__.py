"""Complaints from a ringing phone to a lesson learned (E)."""
