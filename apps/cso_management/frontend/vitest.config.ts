import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

export default defineConfig({
	plugins: [vue()],
	resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
	test: {
		environment: "happy-dom",
		include: ["tests/unit/**/*.test.ts"],
		setupFiles: ["tests/unit/setup.ts"],
		server: { deps: { inline: ["frappe-ui", "vue-sonner"] } },
	},
});
