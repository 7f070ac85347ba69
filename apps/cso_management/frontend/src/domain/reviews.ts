import type { RouteLocationRaw } from "vue-router";
import type { Finding } from "@/api/reviews";

/** What the pages know of the annual review beyond its DocType. */
export const REVIEW = "CSO Annual Review";

/** Documents that a finding's source names, by the kind of difference. */
const SOURCES: Record<string, string> = { OPENING: REVIEW, INCOME: "CSO Payment Request", CHANGE: "CSO Filing Application" };

export interface SourcePart {
	text: string;
	to?: RouteLocationRaw;
}

/** Where a known figure comes from: each document as a link, or a word that says there is none. */
export function sourcesOf(finding: Finding): SourcePart[] {
	const doctype = SOURCES[finding.code];
	if (!finding.known_source) return [{ text: __("No record at the office") }];
	if (!doctype) return [{ text: __(finding.known_source) }];
	return finding.known_source.split("、").map((name) => ({ text: name, to: { name: "form", params: { doctype, name } } }));
}

/** The suggestion is a colour as well as a word. */
export function themeOfConclusion(conclusion: string | null | undefined): "green" | "amber" | "red" | "gray" {
	if (conclusion === "Qualified") return "green";
	if (conclusion === "Basically Qualified") return "amber";
	return conclusion === "Unqualified" ? "red" : "gray";
}
