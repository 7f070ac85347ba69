import type { Doc } from "@/types/meta";
import { getDoc, getList, insertDoc, saveDoc } from "./documents";
import { callMethod, readMethod } from "./http";

export const ROUTE = "CSO Approval Route";
export const STEP = "CSO Approval Step";

export interface RouteStep extends Doc {
	step_key: string;
	label: string;
	state: string;
	mode: string;
}

export interface Scenario extends Doc {
	title: string;
	sample?: string | null;
	reference_name?: string | null;
	expected_steps?: string | null;
	expected_people?: string | null;
	holds?: 0 | 1;
	last_result?: string | null;
}

export interface RouteDoc extends Doc {
	title: string;
	scenarios: Scenario[];
	document_type: string;
	status: "Draft" | "Published" | "Retired";
	version: number;
	steps: RouteStep[];
}

export interface RouteField {
	fieldname: string;
	label: string;
	fieldtype: string;
	options: string;
}

export interface RouteOptions {
	states: string[];
	actions: Record<string, string[]>;
	roles: string[];
	fields: RouteField[];
	user_fields: RouteField[];
	/** By action, what the workflow's conditions read: the first fields of a sample. */
	sample_fields: Record<string, string[]>;
	operators: string[];
	levels: string[];
}

export interface Problem {
	step: string;
	field: string;
	message: string;
}

export interface Way {
	action: string;
	to: string;
	label: string;
	depends: 0 | 1;
}

export interface ScenarioResult {
	title: string;
	ok: boolean;
	expected: string[];
	found: string[];
	people: string[];
	problem: string | null;
}

export interface RouteCheck {
	problems: Problem[];
	/** May be meant so: they do not stand in the way of publishing. */
	hints: Problem[];
	sentences: Record<string, string>;
	conditions: Record<string, string>;
	ways: Record<string, Way[]>;
	scenarios: ScenarioResult[];
	/** Does the drawing differ from the version in force? */
	changed: 0 | 1;
}

export interface Named {
	user: string;
	full_name: string;
}

export interface ForecastStep {
	step: string;
	label: string;
	users: Named[];
	due_on: string | null;
	because: string;
	problem: string | null;
}

export interface Trial {
	steps: ForecastStep[];
	left_out: { step: string; label: string; because: string }[];
	applies: boolean;
}

export interface Version {
	version: number;
	note: string | null;
	published_on: string;
	published_by: string;
	running: number;
}

export interface Difference {
	step: string;
	field: string;
	before: string;
	after: string;
}

export interface PublishPreview {
	version: number;
	changes: Difference[];
	problems: Problem[];
	scenarios: ScenarioResult[];
	rival: string | null;
	running: number;
}

export interface ReplayRow {
	name: string;
	title: string;
	what: ("path" | "people" | "due")[];
	before: string[];
	after: string[];
}

export interface Replay {
	job?: string | null;
	done: number;
	total: number;
	finished: boolean;
	checked: number;
	outside: number;
	different: ReplayRow[];
}

export interface MovableCase {
	case: string;
	name: string;
	title: string;
	version: number;
	step_label: string;
	possible: boolean;
	reason: string | null;
	changes: string[];
}

export interface MoveReport {
	moved: number;
	refused: { case: string; reason: string }[];
}

const METHODS = "cso_management.api.approvals";
const DESIGN = "cso_management.api.designer";
const FIELDS = ["name", "title", "document_type", "region", "status", "version", "published_on"];
const drawn = (route: RouteDoc): string => JSON.stringify(route);

export const getRoutes = (): Promise<RouteDoc[]> => getList<RouteDoc>(ROUTE, { fields: FIELDS, order_by: "document_type asc, title asc", limit_page_length: 200 });
export const getRoute = async (name: string): Promise<RouteDoc> => (await getDoc(ROUTE, name)).doc as RouteDoc;
export const saveRoute = (doc: RouteDoc): Promise<Doc> => (doc.name ? saveDoc(doc) : insertDoc(doc));
export const getRouteOptions = (doctype: string): Promise<RouteOptions> => readMethod<RouteOptions>(`${METHODS}.route_options`, { doctype });
export const checkRoute = (route: RouteDoc): Promise<RouteCheck> => callMethod<RouteCheck>(`${METHODS}.check_route`, { route: drawn(route) });
export const publishRoute = (name: string, note: string): Promise<{ version: number }> => callMethod(`${METHODS}.publish_route`, { name, note });
export const unpublishRoute = (name: string): Promise<unknown> => callMethod(`${METHODS}.unpublish_route`, { name });
export const tryRoute = (route: RouteDoc, reference: string | null, sample: Record<string, unknown> | null): Promise<Trial> =>
	callMethod(`${METHODS}.trial`, { route: drawn(route), reference_name: reference || undefined, sample: sample ? JSON.stringify(sample) : undefined });
export const getMovable = async (route: string): Promise<MovableCase[]> => (await readMethod<{ cases: MovableCase[] }>(`${METHODS}.move_preview`, { route })).cases;
export const moveCases = (route: string, cases: string[]): Promise<MoveReport> => callMethod(`${METHODS}.move_cases`, { route, cases: JSON.stringify(cases) });

export const getRoutable = (): Promise<{ value: string; label: string }[]> => readMethod(`${DESIGN}.routable`);
export const getStepPeople = (route: RouteDoc, step: string, region: string): Promise<{ people: Named[]; problem: string | null }> =>
	callMethod(`${DESIGN}.people_of_step`, { route: drawn(route), step, region });
export const getHistory = (route: string): Promise<Version[]> => readMethod(`${DESIGN}.history`, { route });
export const getDifferences = (route: string, before: number, after: number): Promise<Difference[]> => readMethod(`${DESIGN}.differences`, { route, before, after });
export const getPublishPreview = (route: string): Promise<PublishPreview> => readMethod(`${DESIGN}.publish_preview`, { route });
export const startReplay = (route: RouteDoc, limit: number, since: string | null): Promise<Replay> =>
	callMethod(`${DESIGN}.start_replay`, { route: drawn(route), limit, since: since || undefined });
export const getReplay = (job: string): Promise<Replay> => readMethod(`${DESIGN}.replay_result`, { job });
