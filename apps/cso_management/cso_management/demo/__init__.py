"""The demo county: synthetic data with codes that belong to nobody. Loaded through documented calls only."""

from .account_list import accounts
from .loading import load, load_county, load_places

__all__ = ["accounts", "load", "load_county", "load_places"]
