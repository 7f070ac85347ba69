"""Who may see and do what; the permission-aware way to rows."""

from .permissions import (
    RIGHTS,
    check_permission,
    has_permission,
    permitted_levels,
    readable_fields,
    role_rights,
)
from .query import count, get_list
from .roles import forget_access, get_roles
from .user_permissions import get_user_permissions

__all__ = [
    "RIGHTS",
    "check_permission",
    "count",
    "forget_access",
    "get_list",
    "get_roles",
    "get_user_permissions",
    "has_permission",
    "permitted_levels",
    "readable_fields",
    "role_rights",
]
