import type { Doc } from "@/types/meta";
import type { LogRow } from "./filing";
import { callMethod, readMethod } from "./http";

export type StatusDecision = "Suspend" | "Resume" | "Revoke";

export interface OrganizationHistory {
	applications: Doc[];
	log: LogRow[];
	/** What this person may decide now. */
	decisions: StatusDecision[];
}

const METHODS = "cso_management.api.organization";

export const getHistory = (name: string): Promise<OrganizationHistory> => readMethod<OrganizationHistory>(`${METHODS}.get_history`, { name });

export const decideStatus = (name: string, decision: StatusDecision, reason: string, hearingRecord: string): Promise<unknown> =>
	callMethod(`${METHODS}.decide_status`, { name, decision, reason, hearing_record: hearingRecord });
