"""Made-up worlds for the oracle, and how they get into a site."""

from __future__ import annotations

import json
from typing import Any

import frappe
from hypothesis import strategies as st

from tests.safety.oracle import CASE, KIND, REGION, Bound, Case, Rule, Share, World

USERS = tuple(f"user{number}@oracle.example" for number in range(5))
ROLES = ("Oracle Clerk", "Oracle Leader", "Oracle Guest")
RIGHTS = ("select", "read", "write", "delete", "submit", "report", "export", "print", "share")
SHARED = ("read", "write", "submit", "share")
PARENTS: dict[str, str | None] = {"County": None, "Town A": "County", "Town B": "County", "Village": "Town A"}
KINDS = ("Club", "Fund")
NAMES = tuple(f"CASE-{number}" for number in range(10))
ROW, REPORT = "Oracle Row", "Oracle Report"


# drawing --------------------------------------------------------------------------------------

some = st.sampled_from


def subsets(values: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(some(values))


def rules() -> st.SearchStrategy[Rule]:
    plain = st.builds(Rule, some((*ROLES, "All")), subsets(RIGHTS), st.booleans())
    high = st.builds(Rule, some(ROLES), st.just(frozenset({"read"})), st.just(False), st.just(1))
    return st.one_of(plain, plain, plain, high)


def bounds() -> st.SearchStrategy[Bound]:
    only = some((None, None, CASE, "ToDo", ROW))
    return st.one_of(
        st.builds(Bound, some(USERS), st.just(REGION), some(tuple(PARENTS)), only, st.booleans()),
        st.builds(Bound, some(USERS), st.just(KIND), some(KINDS), only),
        st.builds(Bound, some(USERS), st.just(CASE), some(NAMES), only),
    )


def cases() -> st.SearchStrategy[tuple[Case, ...]]:
    region, kind = some((None, *PARENTS)), some((None, *KINDS))
    rows = st.lists(kind, max_size=2).map(tuple)
    made = [st.builds(Case, st.just(name), some(USERS), region, kind, rows) for name in NAMES]
    return st.tuples(*made)


def worlds() -> st.SearchStrategy[World]:
    shares = st.builds(Share, some((None, *USERS)), some(NAMES), subsets(SHARED))
    return st.builds(
        World,
        st.lists(rules(), min_size=1, max_size=6).map(tuple),
        st.fixed_dictionaries({user: subsets(ROLES) for user in USERS}),
        st.lists(bounds(), max_size=4, unique_by=lambda one: (one.user, one.allow, one.value)).map(tuple),
        st.lists(shares, max_size=4, unique_by=lambda one: (one.user, one.name)).map(tuple),
        cases(),
        some((False, False, True)),
        st.just(PARENTS),
    )


# into a site ----------------------------------------------------------------------------------


def make_doctypes() -> None:
    """What stays the same in every world."""
    for role in ROLES:
        frappe.get_doc({"doctype": "Role", "role_name": role, "desk_access": 1}).insert()
    for user in USERS:
        frappe.get_doc(
            {"doctype": "User", "email": user, "first_name": user[:5], "send_welcome_email": 0,
             "roles": [{"role": ROLES[0]}]}
        ).insert()  # fmt: skip
    everyone = [{"role": "All", "read": 1}]
    doctype(KIND, [data("title")], permissions=everyone, autoname="field:title")
    doctype(REGION, [data("title")], permissions=everyone, autoname="field:title", is_tree=1)
    doctype(ROW, [link("kind", KIND)], istable=1)
    own = [data("title"), link("region", REGION), link("kind", KIND), {**data("secret"), "permlevel": 1}]
    table = {"fieldname": "rows", "label": "Rows", "fieldtype": "Table", "options": ROW}
    rights = [{"role": "System Manager", "read": 1, "report": 1}]
    doctype(CASE, [*own, table], permissions=rights, is_submittable=1, search_fields="title")
    for kind in KINDS:
        frappe.get_doc({"doctype": KIND, "title": kind}).insert()
    for name, parent in PARENTS.items():
        values = {"title": name, "parent_oracle_region": parent, "is_group": 1}
        frappe.get_doc({"doctype": REGION, **values}).insert()
    shown = (("name", CASE), ("region", REGION), ("kind", KIND))
    columns = ", ".join(f'{name} AS "{name.title()}:Link/{target}:100"' for name, target in shown)
    frappe.get_doc(
        {"doctype": "Report", "report_name": REPORT, "ref_doctype": CASE, "report_type": "Query Report",
         "is_standard": "No", "query": f"SELECT {columns} FROM `tab{CASE}`", "roles": [{"role": "All"}]}
    ).insert()  # fmt: skip


def doctype(name: str, fields: list[dict[str, Any]], **more: Any) -> None:
    frappe.get_doc(
        {"doctype": "DocType", "name": name, "module": "Custom", "custom": 1, "fields": fields, **more}
    ).insert()


def data(name: str) -> dict[str, Any]:
    return {"fieldname": name, "label": name.title(), "fieldtype": "Data"}


def link(name: str, target: str) -> dict[str, Any]:
    return {"fieldname": name, "label": name.title(), "fieldtype": "Link", "options": target}


TABLES = ("Custom DocPerm", "Has Role", "User Permission", "DocShare", CASE, ROW, "File")


def enter(world: World, session: Any) -> None:
    """Replace the world of the site by another one, past the life cycle of documents."""
    db = session.db
    db.begin()
    for table in TABLES:
        where = " WHERE parenttype='User'" if table == "Has Role" else ""
        db.execute(f"DELETE FROM `tab{table}`{where}")
    for number, rule in enumerate(world.rules):
        rights = {right: int(right in rule.rights) for right in RIGHTS}
        more = {"parent": CASE, "role": rule.role, "permlevel": rule.level, "if_owner": int(rule.if_owner)}
        put(db, "Custom DocPerm", f"rule{number}", **rights, **more)
    for user, roles in world.roles.items():
        for role in roles:
            put(
                db,
                "Has Role",
                f"{user}{role}",
                parent=user,
                parenttype="User",
                parentfield="roles",
                role=role,
            )
    for number, bound in enumerate(world.bounds):
        put(
            db, "User Permission", f"bound{number}", user=bound.user, allow=bound.allow,
            for_value=bound.value,
            apply_to_all_doctypes=int(bound.only_for is None), applicable_for=bound.only_for,
            hide_descendants=int(bound.hide_below),
        )  # fmt: skip
    for number, share in enumerate(world.shares):
        rights = {right: int(right in share.rights) for right in SHARED}
        who = {"user": share.user, "everyone": int(share.user is None)}
        put(db, "DocShare", f"share{number}", share_doctype=CASE, share_name=share.name, **who, **rights)
    for case in world.cases:
        enter_case(db, case)
    db.execute("DELETE FROM `tabSingles` WHERE field='apply_strict_user_permissions'")
    db.execute(
        "INSERT INTO `tabSingles` VALUES ('System Settings', 'apply_strict_user_permissions', ?)",
        (world.strict,),
    )
    session.site.cache.bump(db, "schema", "access", "settings")
    db.commit()


def enter_case(db: Any, case: Case) -> None:
    own = {"title": f"About {case.name}", "secret": f"secret of {case.name}"}
    put(db, CASE, case.name, owner=case.owner, region=case.region, kind=case.kind, **own)
    for number, kind in enumerate(case.row_kinds):
        place = {"parent": case.name, "parenttype": CASE, "parentfield": "rows", "idx": number + 1}
        put(db, ROW, f"{case.name}-{number}", kind=kind, **place)
    put(
        db, "File", f"file-{case.name}", owner="Administrator", is_private=1, file_name=f"{case.name}.txt",
        file_url=f"/private/files/{case.name}.txt", attached_to_doctype=CASE, attached_to_name=case.name,
    )  # fmt: skip


def put(db: Any, doctype: str, name: str, **values: Any) -> None:
    moment = "2026-01-01 00:00:00.000000"
    row = {"name": name, "creation": moment, "modified": moment, "owner": "Administrator", **values}
    columns, marks = ", ".join(f"`{key}`" for key in row), ", ".join("?" * len(row))
    db.execute(f"INSERT INTO `tab{doctype}` ({columns}) VALUES ({marks})", tuple(row.values()))


def query(**values: Any) -> dict[str, Any]:
    """Arguments of a request."""
    return {key: value if isinstance(value, str) else json.dumps(value) for key, value in values.items()}
