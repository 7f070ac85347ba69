import { learnClock } from "@/utils/siteClock";
import { siteTime } from "@/utils/siteTime";

/** The one transport: JSON in, JSON out, errors as `ApiError`, a lost session repaired once. */
export interface ServerMessage {
	message: string;
	title?: string;
	indicator?: string;
	/** Set on the message that stopped the request; the others are remarks. */
	raise_exception?: 0 | 1 | boolean;
}

export class ApiError extends Error {
	constructor(
		readonly status: number,
		readonly type: string,
		readonly messages: ServerMessage[],
	) {
		super(messages.map((entry) => entry.message).join("\n") || type);
	}
}

interface Answer {
	/** The server's clock when it answered, in the time zone of the site. */
	answered_at?: string;
	message?: unknown;
	data?: unknown;
	docs?: unknown;
	exc_type?: string;
	exception?: string;
	session_expired?: number;
	_server_messages?: string;
	_error_message?: string;
	[key: string]: unknown;
}

export type Params = Record<string, unknown>;
type Verb = "GET" | "POST" | "PUT" | "DELETE";
type Repair = () => Promise<boolean>;

let askToLogIn: Repair = async () => false;
let tell: (messages: ServerMessage[]) => void = () => undefined;
let expiredForGood = false;

/** The shell says how to ask for the password again; it answers true when the session is back. */
export function onSessionLost(repair: Repair): void {
	askToLogIn = repair;
}

/** The shell says how remarks are shown: a warning never stops the work. */
export function onRemarks(show: (messages: ServerMessage[]) => void): void {
	tell = show;
}

export async function send(verb: Verb, path: string, params: Params = {}, mayRepair = true): Promise<Answer> {
	const response = await reach(verb, path, params);
	learnClock(response.headers.get("Date"));
	const answer = await readAnswer(response);
	if (response.ok) {
		answer.answered_at = siteTime(response.headers.get("Date"));
		const remarks = serverMessages(answer);
		if (remarks.length) tell(remarks);
		return answer;
	}
	if (mayRepair && (await repaired(response.status, answer))) return send(verb, path, params, false);
	throw toError(response.status, answer);
}

async function reach(verb: Verb, path: string, params: Params): Promise<Response> {
	const query = verb === "GET" ? toQuery(params) : "";
	try {
		return await fetch(path + query, {
			method: verb,
			credentials: "same-origin",
			headers: headers(verb),
			body: verb === "GET" ? undefined : JSON.stringify(params),
		});
	} catch {
		throw new ApiError(0, "NetworkError", [{ message: __("The server cannot be reached. Check the network and try again.") }]);
	}
}

export function headers(verb: Verb): Record<string, string> {
	const common = { Accept: "application/json", "X-Frappe-CSRF-Token": window.csrf_token ?? "" };
	return verb === "GET" ? common : { ...common, "Content-Type": "application/json; charset=utf-8" };
}

/** Lists and objects travel as JSON text in an address. */
export function toQuery(params: Params): string {
	const pairs = Object.entries(params).filter(([, value]) => value !== undefined && value !== null);
	if (!pairs.length) return "";
	const text = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : String(value));
	return "?" + new URLSearchParams(pairs.map(([key, value]) => [key, text(value)])).toString();
}

async function readAnswer(response: Response): Promise<Answer> {
	try {
		return (await response.json()) as Answer;
	} catch {
		return {};
	}
}

/** Whether a refused request may be sent again: the token was renewed, or the person logged in again. */
export async function repaired(status: number, answer: Partial<Answer>): Promise<boolean> {
	if (answer.exc_type === "CSRFTokenError") return refreshToken();
	const isLost = answer.session_expired || ((status === 401 || status === 403) && isGuest());
	if (!isLost || expiredForGood) return false;
	return askToLogIn();
}

/** After a lost session the server sets the readable cookie `user_id` to Guest, or drops it. */
function isGuest(): boolean {
	const user = /(?:^|;\s*)user_id=([^;]*)/.exec(document.cookie)?.[1];
	return !user || decodeURIComponent(user) === "Guest";
}

/** The token of a new session is in the page that the server renders; nothing typed is lost. */
export async function refreshToken(): Promise<boolean> {
	const page = await (await fetch("/cso", { credentials: "same-origin", cache: "no-store" })).text();
	const token = /window\["csrf_token"\]\s*=\s*"([^"]+)"/.exec(page)?.[1];
	if (!token || token === window.csrf_token) return false;
	window.csrf_token = token;
	return true;
}

function toError(status: number, answer: Answer): ApiError {
	const all = serverMessages(answer);
	const stopping = all.filter((entry) => entry.raise_exception);
	const messages = stopping.length ? stopping : all;
	if (messages !== all) tell(all.filter((entry) => !entry.raise_exception));
	const fallback = answer._error_message || plain(answer.message) || describe(status);
	return new ApiError(status, answer.exc_type ?? "", messages.length ? messages : [{ message: fallback }]);
}

const plain = (value: unknown): string => (typeof value === "string" ? value : "");

function describe(status: number): string {
	if (status === 403) return __("You are not allowed to do this.");
	if (status === 404) return __("This was not found. It may have been deleted or moved.");
	if (status === 413) return __("The file is too large.");
	if (status === 429) return __("Too many requests. Please wait a moment.");
	return __("Something went wrong on the server. Please try again, or tell the administrator.");
}

/** `_server_messages` is a JSON text of JSON texts. */
export function serverMessages(answer: { _server_messages?: string }): ServerMessage[] {
	if (!answer._server_messages) return [];
	try {
		const texts = JSON.parse(answer._server_messages) as unknown[];
		return texts.map(parseMessage).filter((entry) => entry.message);
	} catch {
		return [];
	}
}

function parseMessage(text: unknown): ServerMessage {
	try {
		const entry = (typeof text === "string" ? JSON.parse(text) : text) as ServerMessage | string;
		return typeof entry === "string" ? { message: entry } : entry;
	} catch {
		return { message: String(text) };
	}
}

/** Call a whitelisted method; answers its `message`. */
export async function callMethod<T>(method: string, args: Params = {}): Promise<T> {
	return (await send("POST", `/api/method/${method}`, args)).message as T;
}

/** Call a whitelisted method that only reads. */
export async function readMethod<T>(method: string, args: Params = {}): Promise<T> {
	return (await send("GET", `/api/method/${method}`, args)).message as T;
}

/** Leaving on purpose: no dialog may ask for the password on the way out. */
export function stopRepairing(): void {
	expiredForGood = true;
}
