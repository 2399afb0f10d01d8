"""Decisions about e-mail: reading letters, threads, bounces, templates, audiences, patience."""
