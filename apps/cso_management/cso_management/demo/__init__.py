"""The demo county: synthetic data with codes that belong to nobody. Loaded through documented calls only."""

from .accounts import accounts
from .load import load

__all__ = ["accounts", "load"]
