import type { Doc } from "@/types/meta";

export const ORGANIZATION = "CSO Organization";

/** The ledger changes through approved applications; only this may be kept up to date directly. */
const CONTACT_DATA = new Set(["contact_name", "contact_phone", "remarks", "geo", "short_name"]);

export function isLedgerLocked(doc: Doc, fieldname: string, isNew: boolean): boolean {
	return doc.doctype === ORGANIZATION && !isNew && doc.tier !== "Village-guided" && !CONTACT_DATA.has(fieldname);
}

/** What may be applied for about an organisation of the ledger, by its status and tier. */
export function applicationTypes(doc: Doc): string[] {
	if (doc.tier !== "Filed") return [];
	if (doc.status === "Active") return ["Change", "Renewal", "Cancel", "Upgrade"];
	if (doc.status === "Expired") return ["Renewal", "Cancel"];
	return doc.status === "Suspended" ? ["Change", "Cancel"] : [];
}
