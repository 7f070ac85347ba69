/** Translation in Frappe's manner: `__("Hello {0}", [name], "context")`. */
export type Translate = (
	message: string,
	args?: readonly unknown[] | null,
	context?: string | null,
) => string;

export type Catalogue = Record<string, string>;

/** Labels, options and states are words of forms and papers: the server's catalogue is written for them. */
const OF_FORMS = new Set(["Field", "State", "Action"]);

export function createTranslate(catalogue: Catalogue, fromServer: Catalogue = {}): Translate {
	return (message, args, context) => {
		const ofForm = context && OF_FORMS.has(context) ? fromServer[message] : "";
		const translated = (context && catalogue[`${message}:${context}`]) || ofForm || catalogue[message] || message;
		return args ? fill(translated, args) : translated;
	};
}

function fill(text: string, args: readonly unknown[]): string {
	return text.replace(/\{(\d+)\}/g, (match, index) => {
		const value = args[Number(index)];
		return value === undefined ? match : String(value);
	});
}

/**
 * The server's words with the bundled ones over them: the server's catalogue speaks of forms and papers, where
 * "Close" ends a case; the bundled one is written for the buttons of these pages.
 */
export async function loadCatalogue(lang: string, fromServer: Catalogue): Promise<Catalogue> {
	if (!lang.startsWith("zh")) return fromServer;
	const bundled = (await import("../locale/zh.json")).default as Catalogue;
	return { ...fromServer, ...bundled };
}

/** A word out of a field's list: a DocType or a field of it may give it a meaning of its own ("Open" of a score sheet). */
export function optionOf(word: string, field: { fieldname: string; parent?: string }): string {
	const plain = __(word);
	const own = field.parent ? [`${field.parent}.${field.fieldname}`, field.parent] : [];
	return own.map((context) => __(word, null, context)).find((label) => label !== plain) ?? __(word, null, "Field");
}

/** The name of a DocType, role, report or paper as people read it: English names drop the app's prefix. */
export function nameOf(name: string): string {
	const translated = __(name);
	return translated === name ? name.replace(/^CSO /, "") : translated;
}
