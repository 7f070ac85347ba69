import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

// frappe-ui's data layer against a real server, whose address comes from outside (see tests/clients).
export default defineConfig({
	plugins: [vue()],
	resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
	test: {
		environment: "happy-dom",
		testTimeout: 20_000,
		environmentOptions: { happyDOM: { url: process.env.SERVER } },
		include: ["tests/server/**/*.test.ts"],
		setupFiles: ["tests/unit/setup.ts"],
		server: { deps: { inline: ["frappe-ui", "vue-sonner"] } },
	},
});
