import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import chinese from "@/locale/zh.json";

const root = join(import.meta.dirname, "../..");

function files(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile() && /\.(vue|ts)$/.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name));
}

/** Texts given to `__()` as literals; a second list holds those that are translated through a variable. */
function texts(): Set<string> {
	const found = new Set<string>();
	for (const file of [...files(join(root, "src")), join(root, "build/frappeUiI18n.ts")]) {
		const code = readFileSync(file, "utf8");
		for (const match of code.matchAll(/(?<![\w.])(?:__|\$t)\(\s*(?:"((?:[^"\\]|\\.)+)"|'((?:[^'\\]|\\.)+)')/g)) found.add(match[1] ?? match[2]);
		for (const match of code.matchAll(/(?:attribute\("[^"]+"|script\([^,]+), "([^"]+)"\)/g)) found.add(match[1]);
	}
	return new Set([...found].filter((text) => !text.includes("${")));
}

describe("the Chinese catalogue", () => {
	const catalogue = chinese as Record<string, string>;
	const known = new Set(Object.keys(catalogue).map((key) => key.replace(/:(Action|Button|Decision|Menu|State|Weekday|Month and year|Task|Case|Box|Route|Operator|Day|Date|Tab|Version|Phase|Objection|Process|CSO [A-Za-z ]+)$/, "")));

	it("has every text of the pages", () => expect([...texts()].filter((text) => !known.has(text)).sort()).toEqual([]));
	it("keeps the places for values", () => {
		const places = (text: string) => [...new Set(text.match(/\{\d\}/g) ?? [])].sort().join();
		expect(Object.entries(catalogue).filter(([key, text]) => places(key) !== places(text))).toEqual([]);
	});
});
