import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import frappeui from "frappe-ui/vite";
import { defineConfig } from "vite";
import { frappeUiI18n } from "./build/frappeUiI18n.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
	plugins: [
		frappeUiI18n(),
		frappeui({
			frontendRoute: "/cso",
			frappeProxy: { port: 8080 },
			buildConfig: {
				outDir: here("../cso_management/public/frontend"),
				baseUrl: "/assets/cso_management/frontend/",
				indexHtmlPath: here("../cso_management/www/cso.html"),
			},
		}),
		vue(),
	],
	resolve: {
		alias: { "@": here("./src") },
		dedupe: ["vue", "vue-router", "reka-ui", "@vueuse/core"],
	},
	build: {
		cssTarget: ["chrome120", "safari17"],
		chunkSizeWarningLimit: 1200,
	},
});
