/// <reference types="vite/client" />
import type { Translate } from "./utils/i18n";

declare global {
	var __: Translate;
	interface Window {
		__: Translate;
		translated_messages?: Record<string, string>;
		csrf_token?: string;
	}
}

declare module "vue" {
	interface ComponentCustomProperties {
		__: Translate;
	}
}
