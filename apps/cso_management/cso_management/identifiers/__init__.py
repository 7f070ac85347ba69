"""Identifiers of Chinese public registers. Pure: nothing here imports frappe."""

from .result import Finding

__all__ = ["Finding"]
