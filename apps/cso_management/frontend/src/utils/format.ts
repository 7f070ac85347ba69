import type { DocField, Value } from "@/types/meta";
import { optionOf } from "./i18n";

const locale = (): string => document.documentElement.lang || "zh-CN";
const isChinese = (): boolean => locale().startsWith("zh");

export function formatNumber(value: Value, digits?: number): string {
	if (value === null || value === undefined || value === "") return "";
	const options = digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
	return new Intl.NumberFormat(locale(), options).format(Number(value));
}

export const formatCurrency = (value: Value, digits = 2): string =>
	value === null || value === undefined || value === "" ? "" : `¥ ${formatNumber(value, digits)}`;

/** `2026-11-22` reads 2026年11月22日 in Chinese and 22 Nov 2026 in English. */
export function formatDate(value: Value): string {
	const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(String(value ?? ""));
	if (!match) return value ? String(value) : "";
	const [year, month, day] = match.slice(1).map(Number);
	if (isChinese()) return `${year}年${month}月${day}日`;
	const date = new Date(Date.UTC(year, month - 1, day));
	return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" }).format(date);
}

export function formatDatetime(value: Value): string {
	const time = /[ T](\d{2}:\d{2})/.exec(String(value ?? ""))?.[1];
	return [formatDate(value), time].filter(Boolean).join(" ");
}

export function formatSize(bytes?: number): string {
	if (!bytes) return "";
	if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
	return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** A year is a name, not an amount: 2026, never 2,026. */
export const isYear = (field: Pick<DocField, "fieldname">): boolean => /(^|_)year$/.test(field.fieldname);

type Formatter = (value: Value, field: DocField) => string;

const precisionOf = (field: DocField, fallback?: number): number | undefined =>
	field.precision ? Number(field.precision) : fallback;

const FORMATTERS: Record<string, Formatter> = {
	Date: formatDate,
	Datetime: formatDatetime,
	Int: (value, field) => (isYear(field) ? String(value) : formatNumber(value, 0)),
	Float: (value, field) => formatNumber(value, precisionOf(field)),
	Percent: (value, field) => (value === "" || value == null ? "" : `${formatNumber(value, precisionOf(field))}%`),
	Currency: (value, field) => formatCurrency(value, precisionOf(field, 2)),
	Check: (value) => (Number(value) ? __("Yes") : __("No")),
	Select: (value, field) => (value ? optionOf(String(value), field) : ""),
	Attach: (value) => fileName(value),
	"Attach Image": (value) => fileName(value),
};

/** A value as people read it, in a list, a read-only form or a report. */
export function formatValue(value: Value, field: DocField): string {
	if (value === null || value === undefined) return "";
	const format = FORMATTERS[field.fieldtype];
	if (format) return format(value, field);
	return field.translatable ? translated(String(value), field) : plainText(String(value), field);
}

/** A field that the DocType calls translatable holds words of the catalogue, one a line. */
const translated = (value: string, field: DocField): string => value.split("\n").map((line) => optionOf(line, field)).join("\n");

function plainText(value: string, field: DocField): string {
	return field.fieldtype === "Text Editor" || field.fieldtype === "HTML Editor" ? stripTags(value) : value;
}

export const fileName = (url: Value): string => (url ? decodeURIComponent(String(url).split("/").pop() ?? "") : "");

/** Server texts may hold markup; the page shows plain text only. */
export function stripTags(html: string): string {
	const text = html.replace(/<(br|\/p|\/li|\/div)\s*\/?>/gi, "\n");
	const parsed = new DOMParser().parseFromString(text, "text/html");
	return (parsed.body.textContent ?? "").replace(/\n{2,}/g, "\n").trim();
}

export const isNumeric = (fieldtype: string): boolean => ["Int", "Float", "Currency", "Percent"].includes(fieldtype);
