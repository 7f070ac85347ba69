import { boot } from "./boot";
import { createTranslate, loadCatalogue } from "./utils/i18n";

// frappe-ui has module-level texts: `__` must exist before any of it is imported.
async function start(): Promise<void> {
	globalThis.__ = createTranslate(await loadCatalogue(boot.lang, boot.messages));
	document.documentElement.lang = boot.lang.startsWith("zh") ? "zh-CN" : boot.lang;
	const { mount } = await import("./app");
	mount("#app");
}

void start();
