import type { RouteLocationRaw } from "vue-router";
import { hasRole } from "./session";
import { nameOf } from "./utils/i18n";

/** The fixed menu: what each role needs, in the order of the work. */
export interface NavItem {
	key: string;
	label: string;
	/** For the narrow bar of a phone. */
	short?: string;
	icon: string;
	route: RouteLocationRaw;
	roles?: string[];
}
export interface NavGroup {
	label: string;
	items: NavItem[];
}

export const REPRESENTATIVE = "CSO Representative";
export const OFFICIALS = [
	"CSO Village Officer", "CSO Township Clerk", "CSO Township Leader", "CSO County Officer", "CSO County Leader",
	"CSO City Officer", "CSO City Leader", "CSO Statistician", "CSO Auditor", "CSO Administrator", "System Manager",
];
const ADMINISTRATORS = ["CSO Administrator", "System Manager"];

const list = (doctype: string): RouteLocationRaw => ({ name: "list", params: { doctype } });

const form = (single: string): RouteLocationRaw => ({ name: "form", params: { doctype: single, name: single } });

type Entry = [doctype: string, icon: string];
const lists = (...entries: Entry[]): NavItem[] =>
	entries.map(([doctype, icon]) => ({ key: `list:${doctype}`, label: nameOf(doctype), icon, route: list(doctype), roles: ADMINISTRATORS }));
const trees = (...entries: Entry[]): NavItem[] =>
	entries.map(([doctype, icon]) => ({ key: `tree:${doctype}`, label: nameOf(doctype), icon, route: { name: "tree", params: { doctype } }, roles: ADMINISTRATORS }));

const groups = (): NavGroup[] => [
	{
		label: "",
		items: [
			{ key: "home", label: __("Home"), icon: "lucide-house", route: { name: "home" } },
			{ key: "tasks", label: __("To do"), icon: "lucide-inbox", route: { name: "tasks" } },
		],
	},
	{
		label: __("Filing"),
		items: [
			{
				key: "list:CSO Filing Application",
				label: hasRole(...OFFICIALS) ? __("Filing applications") : __("My applications"),
				short: __("Applications", null, "Menu"),
				icon: "lucide-file-text",
				route: list("CSO Filing Application"),
			},
			{
				key: "list:CSO Organization",
				label: hasRole(...OFFICIALS) ? __("Organisation ledger") : __("My organisations"),
				short: __("Ledger", null, "Menu"),
				icon: "lucide-users",
				route: list("CSO Organization"),
			},
		],
	},
	{
		label: __("Statistics"),
		items: [{ key: "reports", label: __("Reports"), icon: "lucide-chart-column", route: { name: "reports" }, roles: OFFICIALS }],
	},
	{
		label: __("Settings"),
		items: [
			...trees(["CSO Region", "lucide-map"], ["CSO Category", "lucide-tags"]),
			{ key: "routes", label: __("Approval routes"), icon: "lucide-route", route: { name: "routes" }, roles: ADMINISTRATORS },
			{ key: "calendar", label: __("Work calendar"), icon: "lucide-calendar-days", route: { name: "calendar" }, roles: ADMINISTRATORS },
			{ key: "relief", label: __("Deadline relief"), icon: "lucide-calendar-plus", route: { name: "relief" }, roles: [...ADMINISTRATORS, "CSO Auditor"] },
			{ key: "records", label: __("Verify records"), icon: "lucide-shield-check", route: { name: "records" }, roles: [...ADMINISTRATORS, "CSO Auditor"] },
			...lists(
				["CSO Gov Unit", "lucide-landmark"],
				["CSO Material Requirement", "lucide-paperclip"],
				["CSO Print Head", "lucide-stamp"],
				["CSO Contact", "lucide-contact"],
			),
			{ key: "list:User", label: nameOf("User"), icon: "lucide-user-cog", route: list("User"), roles: ["System Manager"] },
			{ key: "list:CSO Filing Settings", label: nameOf("CSO Filing Settings"), icon: "lucide-settings", route: form("CSO Filing Settings"), roles: ADMINISTRATORS },
		],
	},
];

export function navigation(): NavGroup[] {
	return groups()
		.map((group) => ({ ...group, items: group.items.filter((item) => !item.roles || hasRole(...item.roles)) }))
		.filter((group) => group.items.length > 0);
}
