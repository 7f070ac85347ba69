"""Which fields of an application belong to what. Pure names."""

# The body that an application shares with the ledger.
LEDGER_FIELDS = (
	"org_name",
	"short_name",
	"tier",
	"org_form",
	"is_hub",
	"primary_category",
	"region",
	"founded_on",
	"origin",
	"purpose",
	"business_scope",
	"principal_name",
	"principal_id_no",
	"principal_phone",
	"principal_home_address",
	"principal_politics",
	"contact_name",
	"contact_phone",
	"members_count",
	"staff_full",
	"staff_part",
	"volunteers_count",
	"party_members_count",
	"party_form",
	"party_in_charter",
	"address",
	"shared_address",
	"geo",
	"activity_scope_level",
	"start_fund",
	"fund_source",
	"no_funds",
	"has_bank_account",
	"bank_account",
	"talent_led",
)
LEDGER_TABLES = (
	"secondary_categories",
	"service_objects",
	"founders",
	"members",
	"officers",
	"activity_regions",
)

# What a change item covers. These fields change through a named item only.
CHANGE_ITEMS: dict[str, tuple[str, ...]] = {
	"Name": ("org_name", "short_name"),
	"Principal": (
		"principal_name",
		"principal_id_no",
		"principal_phone",
		"principal_home_address",
		"principal_politics",
	),
	"Place": ("address", "shared_address", "geo", "activity_scope_level", "activity_regions"),
	"Scope": ("purpose", "business_scope", "service_objects", "secondary_categories"),
	"Charter": (),
	"Category": ("primary_category",),
	"Region": ("region",),
}
CONTROLLED = (
	*(field for fields in CHANGE_ITEMS.values() for field in fields),
	"tier",
	"org_form",
	"founded_on",
)
SHOWN_OF_ITEM = {
	"Name": "org_name",
	"Principal": "principal_name",
	"Place": "address",
	"Scope": "business_scope",
	"Category": "primary_category",
	"Region": "region_full_name",
}

# Mandatory once the draft is submitted, by kind of application.
REQUIRED_OF_NEW = (
	"org_name",
	"tier",
	"org_form",
	"primary_category",
	"service_objects",
	"founded_on",
	"origin",
	"purpose",
	"business_scope",
	"principal_name",
	"principal_id_no",
	"principal_phone",
	"contact_name",
	"contact_phone",
	"members_count",
	"party_form",
	"address",
	"activity_scope_level",
	"founders",
)
REQUIRED: dict[str, tuple[str, ...]] = {
	"New": REQUIRED_OF_NEW,
	"Ledger Entry": (
		"org_name",
		"primary_category",
		"founded_on",
		"purpose",
		"principal_name",
		"members_count",
		"address",
	),
	"Change": ("organization", "change_items"),
	"Renewal": ("organization", "members_count", "party_form"),
	"Cancel": (
		"organization",
		"cancel_reason",
		"resolution_date",
		"resolution_attendance",
		"residual_assets_plan",
	),
	"Upgrade": ("organization", "new_credit_code", "org_form"),
}
RESOLUTION_ITEMS = frozenset({"Name", "Charter", "Principal"})
# Seen from level 1 only. Whoever files on behalf of a group leaves them to the township clerk.
SENSITIVE = ("principal_id_no", "principal_phone", "principal_home_address")
DECLARATIONS = ("declare_true", "declare_non_profit", "declare_not_excluded")

VILLAGE_FIELDS = frozenset(
	{"village_opinion", "village_opinion_text", "party_branch_opinion", "party_branch_opinion_text"}
)
PUBLICITY_FIELDS = frozenset(
	{"publicity_required", "publicity_channel", "publicity_from", "publicity_to", "publicity_result"}
)
REVIEW_FIELDS = (
	VILLAGE_FIELDS
	| PUBLICITY_FIELDS
	| {"site_checks", "correction_items", "county_record_no", "next_opinion"}
)
