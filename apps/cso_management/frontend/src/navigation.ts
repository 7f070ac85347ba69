import type { RouteLocationRaw } from "vue-router";
import { boot } from "./boot";
import { FILERS, OFFICIALS, REPRESENTATIVE } from "./domain/roles";
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

const ADMINISTRATORS = ["CSO Administrator", "System Manager"];
const BUYERS = [
	"CSO Procurement Officer", "CSO Finance Reviewer", "CSO Township Clerk", "CSO Township Leader", "CSO County Officer", "CSO County Leader",
	"CSO City Leader", "CSO Auditor", "CSO Statistician",
];
const CONCLUDERS = ["CSO Township Clerk", "CSO Township Leader", "CSO County Officer", "CSO County Leader"];
const RANKERS = ["CSO County Officer", "CSO County Leader", "CSO City Officer", "CSO City Leader", "CSO Auditor"];
/** Who reads the tables of the processes. */
const READERS = OFFICIALS.filter((role) => !ADMINISTRATORS.includes(role));
const PAYERS = BUYERS.filter((role) => role !== "CSO City Leader");
const SUPERVISORS = ["CSO County Officer", "CSO County Leader", "CSO Auditor", "CSO Statistician"];

const list = (doctype: string): RouteLocationRaw => ({ name: "list", params: { doctype } });

const form = (single: string): RouteLocationRaw => ({ name: "form", params: { doctype: single, name: single } });

type Entry = [doctype: string, icon: string, short?: string];
const lists = (roles: string[], ...entries: Entry[]): NavItem[] =>
	entries.map(([doctype, icon, short]) => ({ key: `list:${doctype}`, label: nameOf(doctype), short, icon, route: list(doctype), roles }));
const tables = (roles: string[], ...entries: Entry[]): NavItem[] =>
	entries.map(([name, icon]) => ({ key: `report:${name}`, label: nameOf(name), icon, route: { name: "report", params: { name } }, roles }));
/** Only where payments are booked at all. */
const earlierBookings = (): NavItem => ({
	key: "earlier-bookings",
	label: __("Book earlier ones"),
	icon: "lucide-book-check",
	route: { name: "earlier-bookings" },
	roles: ["CSO Finance Reviewer", ...ADMINISTRATORS],
});
const trees = (...entries: Entry[]): NavItem[] =>
	entries.map(([doctype, icon]) => ({ key: `tree:${doctype}`, label: nameOf(doctype), icon, route: { name: "tree", params: { doctype } }, roles: ADMINISTRATORS }));

/** Which roles meet which process; the server decides what each of them sees of it. */
const processes = (): NavGroup[] => [
	{
		label: __("Annual review"),
		items: [
			...lists([...OFFICIALS, REPRESENTATIVE], ["CSO Annual Review", "lucide-clipboard-check"]),
			{ key: "reviews-together", label: __("Conclude together"), icon: "lucide-list-checks", route: { name: "reviews-together" }, roles: CONCLUDERS },
			...lists(OFFICIALS, ["CSO Annual Review Batch", "lucide-calendar-range"]),
			...lists([...OFFICIALS, REPRESENTATIVE], ["CSO Activity", "lucide-party-popper"]),
			...tables(READERS, ["CSO Review Progress", "lucide-chart-bar"]),
		],
	},
	{
		label: __("Purchase of services"),
		items: [
			...lists([...BUYERS, "CSO Village Officer", REPRESENTATIVE], ["CSO Service Demand", "lucide-hand-heart"]),
			...lists(BUYERS, ["CSO Purchase Project", "lucide-shopping-basket", __("Projects", null, "Menu")], ["CSO Provider Selection", "lucide-scale"]),
			...lists(["CSO Procurement Officer", "CSO Evaluation Expert"], ["CSO Score Sheet", "lucide-list-checks"]),
			...lists([...BUYERS, REPRESENTATIVE], ["CSO Service Contract", "lucide-file-signature"], ["CSO Payment Request", "lucide-banknote"]),
			...lists(BUYERS, ["CSO Service Acceptance", "lucide-badge-check"], ["CSO Performance Evaluation", "lucide-star"]),
			...lists([...BUYERS], ["CSO Purchase Disclosure", "lucide-megaphone"]),
			...tables(BUYERS, ["CSO Purchase Ledger", "lucide-notebook-tabs"], ["CSO Performance Table", "lucide-chart-bar"]),
			...tables(PAYERS, ["CSO Payment Table", "lucide-receipt"]),
		],
	},
	{
		label: __("Rural pilots"),
		items: [
			{ key: "scoring", label: __("Pilots to score"), icon: "lucide-list-checks", route: { name: "scoring" }, roles: ["CSO Evaluation Expert"] },
			...lists([...OFFICIALS, "CSO Evaluation Expert"], ["CSO Rural Pilot", "lucide-sprout"]),
			{ key: "pilot-ranking", label: __("Ranking"), icon: "lucide-trophy", route: { name: "pilot-ranking" }, roles: RANKERS },
			...lists([...OFFICIALS, "CSO Evaluation Expert"], ["CSO Rural Pilot Batch", "lucide-layers"], ["CSO Experience", "lucide-book-open"]),
			...tables(READERS, ["CSO Pilot Progress", "lucide-chart-gantt"]),
		],
	},
	{
		label: __("Supervision"),
		items: [
			...lists([...OFFICIALS, REPRESENTATIVE], ["CSO Rectification Order", "lucide-wrench"]),
			...lists(SUPERVISORS, ["CSO Credit List Entry", "lucide-list-x"], ["CSO Penalty Record", "lucide-gavel"], ["CSO Spot Check", "lucide-dices"]),
			...lists([...OFFICIALS, "CSO Procurement Officer"], ["CSO Publicity Notice", "lucide-pin"]),
			{ key: "objections", label: __("Objections to notices"), icon: "lucide-message-square-warning", route: { name: "objections" }, roles: [...OFFICIALS, "CSO Procurement Officer"] },
		],
	},
];

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
				roles: FILERS,
			},
			{
				key: "list:CSO Organization",
				label: hasRole(...OFFICIALS) ? __("Organisation ledger") : __("My organisations"),
				short: __("Ledger", null, "Menu"),
				icon: "lucide-users",
				route: list("CSO Organization"),
				roles: FILERS,
			},
		],
	},
	...processes(),
	{
		label: __("Statistics"),
		items: [
			{ key: "dashboard", label: __("Dashboard"), icon: "lucide-gauge", route: { name: "dashboard" }, roles: OFFICIALS },
			...lists(OFFICIALS, ["CSO Period Snapshot", "lucide-camera"], ["CSO Plan Target", "lucide-target"]),
			{ key: "reports", label: __("Reports"), icon: "lucide-chart-column", route: { name: "reports" }, roles: [...OFFICIALS, ...BUYERS] },
		],
	},
	{
		label: __("Settings"),
		items: [
			...trees(["CSO Region", "lucide-map"], ["CSO Category", "lucide-tags"], ["CSO Service Catalogue Item", "lucide-book-marked"]),
			...lists(ADMINISTRATORS, ["CSO Negative List Rule", "lucide-ban"], ["CSO Procurement Limit", "lucide-coins"], ["CSO Regional Settings", "lucide-sliders-horizontal"]),
			{ key: "routes", label: __("Approval routes"), icon: "lucide-route", route: { name: "routes" }, roles: ADMINISTRATORS },
			{ key: "calendar", label: __("Work calendar"), icon: "lucide-calendar-days", route: { name: "calendar" }, roles: ADMINISTRATORS },
			{ key: "relief", label: __("Deadline relief"), icon: "lucide-calendar-plus", route: { name: "relief" }, roles: [...ADMINISTRATORS, "CSO Auditor"] },
			{ key: "records", label: __("Verify records"), icon: "lucide-shield-check", route: { name: "records" }, roles: [...ADMINISTRATORS, "CSO Auditor"] },
			...lists(
				ADMINISTRATORS,
				["CSO Gov Unit", "lucide-landmark"],
				["CSO Material Requirement", "lucide-paperclip"],
				["CSO Print Head", "lucide-stamp"],
				["CSO Contact", "lucide-contact"],
			),
			{ key: "list:User", label: nameOf("User"), icon: "lucide-user-cog", route: list("User"), roles: ["System Manager"] },
			{ key: "list:CSO Filing Settings", label: nameOf("CSO Filing Settings"), icon: "lucide-settings", route: form("CSO Filing Settings"), roles: ADMINISTRATORS },
			{ key: "list:CSO Accounting Settings", label: nameOf("CSO Accounting Settings"), icon: "lucide-calculator", route: form("CSO Accounting Settings"), roles: ADMINISTRATORS },
			...(boot.books ? [earlierBookings()] : []),
		],
	},
];

/** What the menu calls a list, where it has an entry. */
export const labelOfList = (doctype: string): string | undefined =>
	navigation()
		.flatMap((group) => group.items)
		.find((item) => item.key === `list:${doctype}`)?.label;

/** What somebody without applications and ledger comes here for: the entries of the own processes. */
export const ownEntries = (): NavItem[] =>
	navigation()
		.flatMap((group) => group.items)
		.filter((item) => !["home", "tasks"].includes(item.key))
		.slice(0, 5);

export function navigation(): NavGroup[] {
	return groups()
		.map((group) => ({ ...group, items: group.items.filter((item) => !item.roles || hasRole(...item.roles)) }))
		.filter((group) => group.items.length > 0);
}
