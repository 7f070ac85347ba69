import { ApiError, repaired, serverMessages } from "./http";

export interface UploadTarget {
	doctype?: string;
	docname?: string;
	fieldname?: string;
}

export interface UploadedFile {
	name: string;
	file_name: string;
	file_url: string;
	file_size?: number;
}

const MAX_MEGABYTES = 20;
const EXTENSIONS = ["pdf", "jpg", "jpeg", "png", "doc", "docx", "xls", "xlsx", "ofd", "zip", "txt", "csv"];
export const ACCEPT = EXTENSIONS.map((extension) => `.${extension}`).join(",");

/** What is wrong with a file before it travels, in words; empty when it may go. */
export function checkFile(file: Pick<File, "name" | "size">): string {
	const extension = file.name.split(".").pop()?.toLowerCase() ?? "";
	if (!EXTENSIONS.includes(extension)) {
		return __("{0} cannot be uploaded: allowed are {1}.", [file.name, EXTENSIONS.join(", ")]);
	}
	if (file.size === 0) return __("{0} is empty.", [file.name]);
	if (file.size > MAX_MEGABYTES * 1024 * 1024) {
		return __("{0} is larger than {1} MB. Please make it smaller, or split it.", [file.name, MAX_MEGABYTES]);
	}
	return "";
}

/** Upload one private file; `onProgress` hears 0 to 100. A lost session is repaired once. */
export async function uploadFile(file: File, target: UploadTarget, onProgress: (percent: number) => void): Promise<UploadedFile> {
	const first = await transmit(file, target, onProgress);
	const isRefused = first.status !== 200 && (await repaired(first.status, first.answer));
	return settle(isRefused ? await transmit(file, target, onProgress) : first);
}

interface Outcome {
	status: number;
	answer: Record<string, unknown> & { _server_messages?: string; exc_type?: string };
}

/** `fetch` tells no progress, so this is the one place with an XMLHttpRequest. */
function transmit(file: File, target: UploadTarget, onProgress: (percent: number) => void): Promise<Outcome> {
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		request.open("POST", "/api/method/upload_file");
		request.setRequestHeader("Accept", "application/json");
		request.setRequestHeader("X-Frappe-CSRF-Token", window.csrf_token ?? "");
		request.upload.onprogress = (event) => event.lengthComputable && onProgress(Math.round((event.loaded / event.total) * 100));
		request.onerror = () => reject(new ApiError(0, "NetworkError", [{ message: __("The upload was interrupted. Please try again.") }]));
		request.onload = () => resolve({ status: request.status, answer: parse(request.responseText) });
		request.send(toForm(file, target));
	});
}

function toForm(file: File, target: UploadTarget): FormData {
	const form = new FormData();
	form.append("file", file, file.name);
	form.append("is_private", "1");
	for (const [key, value] of Object.entries(target)) if (value) form.append(key, value);
	return form;
}

function settle({ status, answer }: Outcome): UploadedFile {
	if (status === 200 && answer.message) return answer.message as UploadedFile;
	const messages = serverMessages(answer);
	const fallback = [{ message: status === 413 ? __("The file is too large.") : __("The file could not be stored.") }];
	throw new ApiError(status, answer.exc_type ?? "", messages.length ? messages : fallback);
}

function parse(text: string): Outcome["answer"] {
	try {
		return JSON.parse(text);
	} catch {
		return {};
	}
}
