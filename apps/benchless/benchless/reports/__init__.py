"""Reports: computed, limited to what the user sees, exported."""

from .export import as_file
from .run import Outcome, is_permitted, permitted_report, run, script_module

__all__ = ["Outcome", "as_file", "is_permitted", "permitted_report", "run", "script_module"]
