"""Screens of analytics."""

from .doing import classify, export, keep, quote, tag
from .seeing import analysis, index, run

__all__ = ["analysis", "classify", "export", "index", "keep", "quote", "run", "tag"]
