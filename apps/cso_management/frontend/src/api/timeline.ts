import { boot } from "@/boot";
import type { Doc, DocField, DocInfo, DocTypeMeta, Value } from "@/types/meta";
import { getList } from "./documents";
import type { LogRow } from "./filing";

/** One thing that happened to a document, whatever recorded it. */
export interface TimelineEntry {
	key: string;
	kind: "step" | "comment" | "change" | "note";
	at: string;
	who: string;
	title?: string;
	text?: string;
	from?: string;
	to?: string;
	role?: string;
	overdueDays?: number;
	/** What a return asked for, a line each. */
	corrections?: string[];
	changes?: { label: string; field?: DocField; before: Value; after: Value }[];
}

const LOG = "CSO Approval Log";
/** Documents whose rows of the log are seen in lists; elsewhere the case itself tells them. */
const LOGGED = ["CSO Filing Application", "CSO Organization"];
const LOG_FIELDS = ["name", "action", "from_state", "to_state", "opinion", "actor", "actor_name", "role", "at", "overdue_days", "is_system", "corrections"];

const toStep = (row: LogRow): TimelineEntry => ({
	key: String(row.name), kind: "step", at: row.at, who: row.is_system ? __("System") : row.actor_name || row.actor, title: row.action,
	text: row.opinion, from: row.from_state, to: row.to_state, role: row.is_system ? undefined : row.role, overdueDays: row.overdue_days,
	corrections: (row.corrections ?? "").split("\n").filter(Boolean),
});

function askForLog(doc: Doc): Promise<LogRow[]> {
	const filters = [["reference_doctype", "=", doc.doctype], ["reference_name", "=", doc.name]];
	return getList<LogRow>(LOG, { fields: LOG_FIELDS, filters, limit_page_length: 200, order_by: "at asc" });
}

/** Newest first. The approval log is asked for only where there are rows in it that this person may see. */
export async function getTimeline(doc: Doc, info: DocInfo, meta: DocTypeMeta, known?: LogRow[]): Promise<TimelineEntry[]> {
	const hasLog = LOGGED.includes(doc.doctype) && boot.mayRead.includes(LOG);
	const log = (known ?? (hasLog ? await askForLog(doc).catch(() => []) : [])).map(toStep);
	const name = (user: string) => info.user_info?.[user]?.fullname || user;
	const comments = (info.comments ?? []).map((row): TimelineEntry => ({ key: row.name, kind: "comment", at: row.creation, who: name(row.owner), text: row.content }));
	const moves = log.length ? [] : (info.workflow_logs ?? []).map((row): TimelineEntry => ({ key: row.name, kind: "step", at: row.creation, who: name(row.owner), title: row.content }));
	const changes = (info.versions ?? []).map((row): TimelineEntry => ({ key: row.name, kind: "change", at: row.creation, who: name(row.owner), changes: readChanges(row.data, meta) }));
	const born: TimelineEntry = { key: "created", kind: "note", at: String(doc.creation ?? ""), who: name(String(doc.owner ?? "")), title: "Created" };
	return newestFirst([...(doc.creation ? [born] : []), ...log, ...moves, ...comments, ...changes.filter((entry) => entry.changes?.length)]);
}

/** Within one second the given order, oldest first, decides. */
function newestFirst(entries: TimelineEntry[]): TimelineEntry[] {
	const second = (entry: TimelineEntry) => entry.at.slice(0, 19).replace("T", " ");
	return entries.reverse().sort((a, b) => second(b).localeCompare(second(a)));
}

/** A Version keeps `changed: [[field, old, new]]` and the names of tables with added or removed rows. */
function readChanges(data: string, meta: DocTypeMeta): TimelineEntry["changes"] {
	try {
		const version = JSON.parse(data) as { changed?: [string, Value, Value][]; added?: [string, Value][]; removed?: [string, Value][]; row_changed?: [string, ...Value[]][] };
		const find = (fieldname: string) => meta.fields.find((field) => field.fieldname === fieldname && !field.hidden);
		const rows = [...(version.added ?? []), ...(version.removed ?? []), ...(version.row_changed ?? [])].map(([table]) => find(table)).filter((field) => field !== undefined);
		const plain = (version.changed ?? []).flatMap(([name, before, after]) => {
			const field = find(name);
			return field?.label && name !== "workflow_state" ? [{ label: field.label, field, before, after }] : [];
		});
		return [...plain, ...[...new Set(rows)].map((field) => ({ label: field.label ?? field.fieldname, before: undefined, after: undefined }))];
	} catch {
		return [];
	}
}
