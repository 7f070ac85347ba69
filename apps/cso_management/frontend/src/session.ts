import { computed } from "vue";
import { boot } from "./boot";
import { logOut, setLanguage } from "./api/session";
import { clearDrafts } from "./utils/drafts";

export const isGuest = computed(() => boot.user === "Guest");

export const hasRole = (...roles: string[]): boolean =>
	boot.user === "Administrator" || roles.some((role) => boot.roles.includes(role));

/** Leave for good: drafts hold personal data, so they go with the session. */
export async function leave(): Promise<void> {
	clearDrafts(boot.user);
	await logOut().catch(() => undefined);
	window.location.assign("/cso/login");
}

/** A language change is a page load, as in Frappe: texts at module level are set once. */
export async function switchLanguage(lang: string): Promise<void> {
	document.cookie = `preferred_language=${lang}; path=/; max-age=31536000; samesite=lax`;
	const isKept = isGuest.value || (await setLanguage(boot.user, lang).then(() => true, () => false));
	if (isKept) return window.location.reload();
	const here = new URL(window.location.href);
	here.searchParams.set("_lang", lang);
	window.location.assign(here);
}
