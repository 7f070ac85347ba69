import type { Router } from "vue-router";
import { readMethod } from "./api/http";
import { errorText, showError } from "./composables/useTask";

/** The newest browsers each say in their own words that a part of the program did not come. */
const MISSING = /dynamically imported module|importing a module script failed|unable to preload/i;
const KEY = "cso-loaded-anew";
const SOON = 30_000;

export const isMissingPart = (error: unknown): boolean => error instanceof Error && MISSING.test(error.message);

/** Whether this address was not loaded anew just now: a part that is really gone must not reload for ever. */
export function mayLoadAnew(address: string, now = Date.now()): boolean {
	const [known, at] = (sessionStorage.getItem(KEY) ?? "").split("\n");
	if (known === address && now - Number(at) < SOON) return false;
	sessionStorage.setItem(KEY, `${address}\n${now}`);
	return true;
}

/** A page that was open during an upgrade asks for parts that are gone: the address is loaded with the new ones. */
export function followUpgrades(router: Router): void {
	router.onError((error, to) => {
		if (isMissingPart(error)) void loadAnew(router.resolve(to.fullPath).href, error);
	});
}

async function loadAnew(address: string, error: unknown): Promise<void> {
	try {
		await readMethod("ping");
	} catch (problem) {
		return showError(problem); // No network: what is on the page stays there.
	}
	if (mayLoadAnew(address)) return window.location.assign(address);
	showError(new Error(errorText(error)));
}
