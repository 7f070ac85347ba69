import { ref, type Ref } from "vue";
import { toast } from "frappe-ui";
import { ApiError } from "@/api/http";
import { stripTags } from "@/utils/format";

/** A request with its three states: running, failed, done. */
export interface Task<A extends unknown[], T> {
	running: Ref<boolean>;
	error: Ref<string>;
	/** The HTTP status of the failure, 0 where there was no answer. */
	status: Ref<number>;
	data: Ref<T | undefined>;
	run: (...args: A) => Promise<T | undefined>;
}

export function useTask<A extends unknown[], T>(work: (...args: A) => Promise<T>): Task<A, T> {
	const running = ref(false);
	const error = ref("");
	const status = ref(0);
	const data = ref() as Ref<T | undefined>;
	let latest = 0;
	async function run(...args: A): Promise<T | undefined> {
		const ticket = ++latest;
		running.value = true;
		error.value = "";
		status.value = 0;
		try {
			const result = await work(...args);
			if (ticket === latest) data.value = result; // A slow older answer never overwrites a newer one.
			return result;
		} catch (problem) {
			if (ticket === latest) fail(problem);
			return undefined;
		} finally {
			if (ticket === latest) running.value = false;
		}
	}
	function fail(problem: unknown): void {
		error.value = errorText(problem);
		status.value = statusOf(problem);
	}
	return { running, error, status, data, run };
}

/** Nothing is there for this person: no button of the page can change that. */
export const isClosed = (status: number): boolean => status === 403 || status === 404;

export const statusOf = (problem: unknown): number => (problem instanceof ApiError ? problem.status : 0);

export function errorText(problem: unknown): string {
	if (problem instanceof ApiError) return problem.messages.map((entry) => stripTags(entry.message)).join("\n");
	console.error(problem);
	return __("Something went wrong in this page. Please reload it.");
}

export function showError(problem: unknown): void {
	toast.error(errorText(problem));
}
