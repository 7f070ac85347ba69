"""The county as it was when the year began: places, offices, people, the ledger, what may be bought."""

from typing import Any

from cso_management.identifiers import credit_code
from tests.county import crowd, places
from tests.county.acts import day
from tests.county.people import mail
from tests.county.places import Place
from tests.county.plan import DOMAINS, Organization
from tests.county.stage import ORGANIZATION, Stage

REGION = "CSO Region"
FORBIDDEN = "劳务派遣"


def settle(stage: Stage) -> None:
    _places(stage)
    stage.people.hire(stage.year)
    crowd.each(lambda row: _enter(stage, row), [r for r in stage.year.organizations if not r.filed_this_year])
    _purchase(stage)


def _places(stage: Stage) -> None:
    admin = stage.admin
    admin.expect(admin.change("CSO Filing Settings", "CSO Filing Settings", allow_demo_region=1))
    above = {places.PROVINCE: "示例省", places.CITY: "云汀市", places.COUNTY: "合成县"}
    for code, name in above.items():
        if not admin.names(REGION, name=code):
            admin.insert(REGION, region_code=code, region_name=name)
    for place in stage.year.places:
        admin.insert(REGION, **_region(place))
    offices = {places.COUNTY: ("合成县民政局", "County Civil Affairs Bureau")}
    offices |= {place.code: (office(place), kind_of(place)) for place in stage.year.towns.values()}
    for code, (name, kind) in offices.items():
        admin.insert("CSO Gov Unit", unit_name=name, unit_kind=kind, region=code, may_be_purchaser=1)


def office(place: Place) -> str:
    return f"{place.name}{'办事处' if place.name.endswith('街道') else '人民政府'}"


def kind_of(place: Place) -> str:
    return "Street Office" if place.name.endswith("街道") else "Township Government"


def _region(place: Place) -> dict[str, Any]:
    body: dict[str, Any] = {"region_code": place.code, "region_name": place.name}
    if not place.kind:
        return body
    figures = {"permanent_population": place.residents, "households": place.households}
    code = "111" if place.kind == "Urban" else "220"
    return {**body, **figures, "community_type": place.kind, "urban_rural_code": code}


def _enter(stage: Stage, row: Organization) -> None:
    name = stage.admin.insert(ORGANIZATION, **ledger_row(row))["name"]
    stage.names[row.number] = str(name)
    if row.tier != "Village-guided":
        stage.admin.insert("CSO Contact", user=mail("rep", row.number), organization=name)


def _purchase(stage: Stage) -> None:
    """Catalogue, the forbidden words, limits: one offer is enough, and small sums may be entrusted."""
    admin, dates = stage.admin, {"valid_from": "2020-01-01"}
    for number, domain in enumerate(DOMAINS, 1):
        values = {"code": f"Y010{number}", "item_name": f"服务{number}", "domain": domain}
        admin.insert("CSO Service Catalogue Item", **values, **dates)
    rule = {"pattern": FORBIDDEN, "reason": "不得以购买服务名义用工。", "severity": "Block"}
    admin.insert("CSO Negative List Rule", **rule)
    limit = {"entrustment_limit": 300_000, "county_threshold": 400_000, "city_threshold": 900_000}
    admin.insert("CSO Procurement Limit", region=places.COUNTY, **limit)


def ledger_row(row: Organization) -> dict[str, Any]:
    return {
        **body(row),
        "credit_code": code_of(row.number) if row.tier == "Registered" else None,
        "tier": row.tier,
        "org_form": "Informal Group" if row.tier != "Registered" else "Service Organization",
        "status": row.status,
        "valid_from": day(-400) if row.status == "Expired" else None,
        "valid_to": day() if row.status == "Expired" else None,
    }


def code_of(number: int, kind: str = "52990131MJ") -> str:
    start = f"{kind}{number:07d}"
    return start + credit_code.check_character(start)


def body(row: Organization) -> dict[str, Any]:
    """What the ledger and an application share."""
    return {
        "org_name": row.name,
        "region": row.village,
        "primary_category": row.category,
        "service_objects": [{"service_object": row.serves}],
        "founded_on": "2020-05-01",
        "origin": "Hobby",
        "purpose": "邻里互助，服务居民，不以营利为目的。",
        "business_scope": "开展邻里互助和便民服务活动。",
        "address": "社区活动室",
        "activity_scope_level": "Village",
        "principal_name": "张三",
        "contact_name": "张三",
        "members_count": row.members,
        "volunteers_count": row.volunteers,
        "party_form": row.party_form,
        "party_in_charter": int(row.in_charter),
        "no_funds": 1,
    }
