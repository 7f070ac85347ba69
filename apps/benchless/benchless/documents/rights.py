"""What the user may do with one document."""

from __future__ import annotations

from .. import access, errors
from ..translations import _
from . import permlevels
from .stored import StoredDocument


class GuardedDocument(StoredDocument):
    """Asks for rights before anything is done with it."""

    def has_permission(self, permtype: str = "read", *, debug: bool = False, user: str | None = None) -> bool:
        if self.flags.ignore_permissions:
            return True
        return access.has_permission(self.doctype, permtype, self, user)

    def check_permission(self, permtype: str = "read", permlevel: int | None = None) -> None:
        """Raise PermissionError unless the user has the right."""
        if not self.flags.ignore_permissions:
            access.check_permission(self.doctype, permtype, self)

    def raise_no_permission_to(self, permtype: str) -> None:
        raise errors.PermissionError(_("No permission to {0} {1}").format(_(permtype), self.doctype))

    def apply_fieldlevel_read_permissions(self) -> None:
        """Hide what the user may not read."""
        permlevels.hide(self)
