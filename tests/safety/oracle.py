"""Who may see and do what, computed a second time: from the documented rules, without the engine.

The rules, in the order in which they are asked:

1. A role row of level 0 gives its rights to everybody who has the role. When every row that gives a right is
   marked `if_owner`, the right holds for own documents only. `read` brings `select` along.
2. User Permissions bind the links of a document and of its rows, and the document itself. An entry counts for
   all DocTypes, or for one. Values below a node of a tree count as well, unless they are hidden. An empty
   link passes, unless the site is strict.
3. A share gives `read`, `write`, `submit` or `share` on one document, past 1 and 2; printing follows reading.

Lists go by the same rules with `read` (or `select`) and look at the document's own links only.
"""

from __future__ import annotations

from dataclasses import dataclass, field

CASE = "Oracle Case"
REGION, KIND = "Oracle Region", "Oracle Kind"
EVERYBODY = ("All", "Guest", "Desk User")
BY_SHARE = {
    "read": "read",
    "select": "read",
    "print": "read",
    "write": "write",
    "submit": "submit",
    "share": "share",
}


@dataclass(frozen=True)
class Rule:
    """One row of rights."""

    role: str
    rights: frozenset[str]
    if_owner: bool = False
    level: int = 0


@dataclass(frozen=True)
class Bound:
    """One User Permission."""

    user: str
    allow: str
    value: str
    only_for: str | None = None
    hide_below: bool = False


@dataclass(frozen=True)
class Share:
    """One shared document; `user` None shares with everybody."""

    user: str | None
    name: str
    rights: frozenset[str]


@dataclass(frozen=True)
class Case:
    """One document."""

    name: str
    owner: str
    region: str | None
    kind: str | None
    row_kinds: tuple[str | None, ...] = ()


@dataclass(frozen=True)
class World:
    """All that the answers depend on."""

    rules: tuple[Rule, ...]
    roles: dict[str, frozenset[str]]
    bounds: tuple[Bound, ...]
    shares: tuple[Share, ...]
    cases: tuple[Case, ...]
    strict: bool = False
    parents: dict[str, str | None] = field(default_factory=dict)

    # 1. roles -----------------------------------------------------------------------------

    def rules_for(self, user: str, right: str, level: int = 0) -> list[Rule]:
        mine = self.roles[user] | set(EVERYBODY)
        return [
            rule for rule in self.rules if rule.role in mine and rule.level == level and right in rule.rights
        ]

    def by_role(self, user: str, right: str) -> str | None:
        """`all`, `own`, or None."""
        giving = self.rules_for(user, right)
        if not giving and right == "select":
            return self.by_role(user, "read")
        if right == "select":
            giving += self.rules_for(user, "read")
        if not giving:
            return None
        return "own" if all(rule.if_owner for rule in giving) else "all"

    # 2. user permissions ------------------------------------------------------------------

    def below(self, region: str) -> set[str]:
        found = {name for name, parent in self.parents.items() if parent == region}
        return found.union(*(self.below(name) for name in found))

    def allowed(self, user: str, doctype: str) -> set[str] | None:
        """The values that a user is bound to; None when he is free."""
        values: set[str] = set()
        for bound in self.bounds:
            if bound.user == user and bound.allow == doctype and bound.only_for in (None, CASE):
                values.add(bound.value)
                if doctype == REGION and not bound.hide_below:
                    values |= self.below(bound.value)
        return values or None

    def link_passes(self, user: str, doctype: str, value: str | None) -> bool:
        values = self.allowed(user, doctype)
        if values is None:
            return True
        return value in values if value else not self.strict

    def inside(self, user: str, case: Case, *, with_rows: bool) -> bool:
        own = self.allowed(user, CASE)
        if own is not None and case.name not in own:
            return False
        kinds = [case.kind, *(case.row_kinds if with_rows else ())]
        links = [(REGION, case.region), *((KIND, kind) for kind in kinds)]
        return all(self.link_passes(user, doctype, value) for doctype, value in links)

    # 3. shares ----------------------------------------------------------------------------

    def shared(self, user: str, name: str, right: str) -> bool:
        wanted = BY_SHARE.get(right)
        return any(s.name == name and s.user in (None, user) and wanted in s.rights for s in self.shares)

    # answers ------------------------------------------------------------------------------

    def may(self, user: str, case: Case, right: str) -> bool:
        """Whether a user has a right on one document."""
        by_role = self.by_role(user, right)
        own = by_role == "own" and case.owner == user
        if (by_role == "all" or own) and self.inside(user, case, with_rows=True):
            return True
        return self.shared(user, case.name, right)

    def listed(self, user: str, case: Case) -> bool:
        """Whether a document is in the user's list."""
        right = self.by_role(user, "read") or self.by_role(user, "select")
        own = right == "own" and case.owner == user
        if (right == "all" or own) and self.inside(user, case, with_rows=False):
            return True
        return self.shared(user, case.name, "read")

    def exported(self, user: str, case: Case) -> bool:
        """Whether a document is in a file that the user exports."""
        right = self.by_role(user, "export")
        return (right == "all" or (right == "own" and case.owner == user)) and self.listed(user, case)

    def has_list(self, user: str) -> bool:
        """Whether there is any list of these documents for the user."""
        shared = any(self.shared(user, case.name, "read") for case in self.cases)
        return shared or bool(self.by_role(user, "read") or self.by_role(user, "select"))

    def reported(self, user: str, case: Case) -> bool:
        """Whether a document is in the result of a report that shows its name and links.

        The right to reports alone is enough, as in Frappe: then User Permissions bind what is shown.
        """
        if self.by_role(user, "report") is None:
            return False
        if self.has_list(user):
            return self.listed(user, case)
        values = ((CASE, case.name), (REGION, case.region), (KIND, case.kind))
        return all(not value or value in (self.allowed(user, kind) or {value}) for kind, value in values)

    def sees_secret(self, user: str, case: Case) -> bool:
        """Whether the field of level 1 is shown to a user who reads the document."""
        return self.may(user, case, "read") and bool(self.rules_for(user, "read", level=1))
