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

export interface RouteDoc extends Doc {
	title: string;
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
	operators: string[];
	levels: string[];
}

export interface RouteCheck {
	problems: { step: string; field: string; message: string }[];
	sentences: Record<string, string>;
}

export interface ForecastStep {
	step: string;
	label: string;
	users: { user: string; full_name: string }[];
	due_on: string | null;
	because: string;
	problem: string | null;
}

const METHODS = "cso_management.api.approvals";
const FIELDS = ["name", "title", "document_type", "region", "status", "version", "published_on"];

export const getRoutes = (): Promise<RouteDoc[]> => getList<RouteDoc>(ROUTE, { fields: FIELDS, order_by: "document_type asc, title asc", limit_page_length: 200 });
export const getRoute = async (name: string): Promise<RouteDoc> => (await getDoc(ROUTE, name)).doc as RouteDoc;
export const saveRoute = (doc: RouteDoc): Promise<Doc> => (doc.name ? saveDoc(doc) : insertDoc(doc));
export const getRouteOptions = (doctype: string): Promise<RouteOptions> => readMethod<RouteOptions>(`${METHODS}.route_options`, { doctype });
export const checkRoute = (route: RouteDoc): Promise<RouteCheck> => callMethod<RouteCheck>(`${METHODS}.check_route`, { route: JSON.stringify(route) });
export const publishRoute = (name: string): Promise<{ version: number }> => callMethod(`${METHODS}.publish_route`, { name });
export const unpublishRoute = (name: string): Promise<unknown> => callMethod(`${METHODS}.unpublish_route`, { name });
export const tryRoute = (route: RouteDoc, reference: string): Promise<{ steps: ForecastStep[] }> =>
	callMethod(`${METHODS}.trial`, { route: JSON.stringify(route), reference_name: reference });
