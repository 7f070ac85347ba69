import type { DocField } from "@/types/meta";

export interface Column {
	fields: DocField[];
}
export interface Section {
	key: string;
	field?: DocField;
	columns: Column[];
}
export interface Tab {
	key: string;
	field?: DocField;
	sections: Section[];
}

const newSection = (key: string, field?: DocField): Section => ({ key, field, columns: [{ fields: [] }] });
const newTab = (key: string, field?: DocField): Tab => ({ key, field, sections: [newSection(`${key}:first`)] });

/** Tabs, sections and columns out of the flat field list, as Frappe's break fields say. */
export function buildLayout(fields: readonly DocField[]): Tab[] {
	const tabs: Tab[] = [newTab("main")];
	for (const field of fields) if (isShown(field)) place(field, tabs);
	return tabs.map(dropEmptySections).filter((tab) => tab.sections.length > 0);
}

/** A button or a drawn part does something only with the script of Frappe's own desk. */
const isShown = ({ fieldtype, options }: DocField): boolean => fieldtype !== "Button" && (fieldtype !== "HTML" || Boolean(options));

function place(field: DocField, tabs: Tab[]): void {
	const tab = tabs[tabs.length - 1];
	const section = tab.sections[tab.sections.length - 1];
	if (field.fieldtype === "Tab Break") tabs.push(newTab(field.fieldname, field));
	else if (field.fieldtype === "Section Break") tab.sections.push(newSection(field.fieldname, field));
	else if (field.fieldtype === "Column Break") section.columns.push({ fields: [] });
	else section.columns[section.columns.length - 1].fields.push(field);
}

function dropEmptySections(tab: Tab): Tab {
	const sections = tab.sections
		.map((section) => ({ ...section, columns: section.columns.filter((column) => column.fields.length > 0) }))
		.filter((section) => section.columns.length > 0);
	return { ...tab, sections };
}

const WITHOUT_VALUE = new Set([
	"Section Break", "Column Break", "Tab Break", "HTML", "Heading", "Button", "Image", "Fold",
]);
export const TABLE_TYPES = new Set(["Table", "Table MultiSelect"]);

export const hasValue = (field: DocField): boolean => !WITHOUT_VALUE.has(field.fieldtype);
export const isColumn = (field: DocField): boolean => hasValue(field) && !TABLE_TYPES.has(field.fieldtype);

/** Which tab holds a field: the error summary opens it. */
export function tabOf(tabs: readonly Tab[], fieldname: string): string | undefined {
	return tabs.find((tab) =>
		tab.sections.some((section) => section.columns.some((column) => column.fields.some((f) => f.fieldname === fieldname))),
	)?.key;
}
