"""The documented exceptions."""

from benchless.errors import *  # noqa: F403
from benchless.errors import (
    FrappeError,
    NameError,
    PermissionError,
)

__all__ = ["FrappeError", "NameError", "PermissionError"]
