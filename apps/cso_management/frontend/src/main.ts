import { boot } from "./boot";
import { createTranslate, loadCatalogue } from "./utils/i18n";
import { applyTextSize } from "./utils/textSize";

/** Guests have no language of their own: they get Chinese until they choose another. */
function asksForChinese(): boolean {
	const hasChosen = /(?:^|;\s*)preferred_language=/.test(document.cookie) || location.search.includes("_lang=");
	if (boot.user !== "Guest" || hasChosen || boot.lang.startsWith("zh")) return false;
	document.cookie = "preferred_language=zh; path=/; samesite=lax";
	// A browser without cookies would reload for ever.
	return document.cookie.includes("preferred_language=");
}

// frappe-ui has module-level texts: `__` must exist before any of it is imported.
async function start(): Promise<void> {
	applyTextSize();
	if (asksForChinese()) return location.reload();
	globalThis.__ = createTranslate(await loadCatalogue(boot.lang, boot.messages), boot.messages);
	document.documentElement.lang = boot.lang.startsWith("zh") ? "zh-CN" : boot.lang;
	const { mount } = await import("./app");
	mount("#app");
}

void start();
