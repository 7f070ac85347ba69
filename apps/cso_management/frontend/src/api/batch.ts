import { callMethod, readMethod } from "./http";

export interface BatchRow {
	task: string;
	name?: string | null;
	title?: string | null;
	excluded?: string | null;
	needs_opinion?: boolean;
	ok?: boolean;
	message?: string;
	doctype?: string | null;
	/** Right after the batch: whether the decision can be taken back, or why it stays. */
	take_back?: boolean;
	stays_because?: string | null;
}

export interface BatchProgress {
	done: number;
	total: number;
	finished: boolean;
	rows: BatchRow[];
}

const METHODS = "cso_management.api.approvals";

export const previewBatch = (tasks: string[]): Promise<{ rows: BatchRow[] }> => callMethod(`${METHODS}.batch_preview`, { tasks });
export const agreeBatch = (tasks: string[], opinion: string): Promise<{ job: string | null; rows: BatchRow[] }> =>
	callMethod(`${METHODS}.batch_agree`, { tasks, opinion: opinion || null });
export const getBatch = (job: string): Promise<BatchProgress> => readMethod<BatchProgress>(`${METHODS}.batch_result`, { job });
