import { fileURLToPath } from "node:url";
import preset from "frappe-ui/tailwind";

const library = fileURLToPath(new URL("./node_modules/frappe-ui/src", import.meta.url));
const sources = (folder) => `${library}/${folder}/**/*.{vue,js,ts}`;
const fonts = [
	"system-ui",
	"PingFang SC",
	"Microsoft YaHei",
	"Noto Sans CJK SC",
	"WenQuanYi Micro Hei",
	"sans-serif",
];

export default {
	presets: [preset],
	// Narrower than the preset's own list: the app draws only these families.
	content: [
		"./index.html",
		"./src/**/*.{vue,ts}",
		...["components", "charts", "utils", "composables"].map(sources),
	],
	theme: { extend: { fontFamily: { sans: fonts } } },
};
