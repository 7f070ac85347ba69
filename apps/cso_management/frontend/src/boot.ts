/** What the server wrote into the page: session, language, defaults. */
export interface Boot {
	user: string;
	fullName: string;
	roles: string[];
	/** DocTypes beside the documents themselves that this person's roles may read. */
	mayRead: string[];
	/** Whether payments are booked in ERPNext. */
	books: boolean;
	lang: string;
	siteName: string;
	/** Where this person works: shown under the product's name, and the roots of the region tree. */
	regions: BootRegion[];
	timezone: string;
	/** When the page was written, by the server's clock. */
	now: string;
	defaults: Record<string, unknown>;
	messages: Record<string, string>;
}

export interface BootRegion {
	name: string;
	region_name: string;
	full_name?: string;
	level?: string;
}

type Globals = Record<string, unknown>;

const asText = (value: unknown, fallback = ""): string => (typeof value === "string" && value ? value : fallback);
const asRecord = (value: unknown): Globals => (value && typeof value === "object" ? (value as Globals) : {});

/** The page's globals; `user` may be a name or an object, as apps differ in this. */
export function readBoot(globals: Globals): Boot {
	const person = asRecord(globals.user);
	const defaults = asRecord(globals.sysdefaults);
	const user = asText(globals.user, asText(person.name, asText(globals.user_id, "Guest")));
	const roles = globals.roles ?? globals.user_roles ?? person.roles;
	return {
		user,
		fullName: asText(globals.full_name, asText(person.full_name, user)),
		roles: Array.isArray(roles) ? roles.map(String) : [],
		mayRead: Array.isArray(globals.may_read) ? globals.may_read.map(String) : [],
		books: Boolean(Number(globals.books ?? 0)),
		lang: asText(globals.lang, "zh"),
		siteName: asText(globals.site_name),
		regions: Array.isArray(globals.regions) ? (globals.regions as BootRegion[]) : [],
		timezone: asText(globals.timezone, asText(defaults.time_zone, "Asia/Shanghai")),
		now: asText(globals.server_time),
		defaults,
		messages: asRecord(globals.translated_messages) as Record<string, string>,
	};
}

export const boot: Boot = readBoot(window as unknown as Globals);
