import type { ExpertOfPilot, PilotToScore, ScoreRow } from "@/api/pilots";
import { formatNumber } from "@/utils/format";

/** What the pages know of the rural pilots beyond their DocType. */
export const PILOT = "CSO Rural Pilot";

interface Mark {
	theme: "amber" | "green" | "red" | "gray";
	label: string;
}

/** How far an expert is with a pilot. */
export function progressOf(row: PilotToScore): Mark {
	if (row.conflict) return { theme: "red", label: __("Conflict declared") };
	if (row.done) return { theme: "green", label: __("Scored: {0} of {1}", [formatNumber(row.total), formatNumber(row.most)]) };
	return row.open ? { theme: "amber", label: __("To score") } : { theme: "gray", label: __("Not open for scoring") };
}

/** The same, as the office sees each expert. */
export function markOf(expert: ExpertOfPilot): Mark {
	if (expert.status === "Conflict") return { theme: "red", label: __("Conflict of interest") };
	return expert.status === "Scored" ? { theme: "green", label: formatNumber(expert.total, 1) } : { theme: "amber", label: __("Not scored yet") };
}

/** Why a number cannot be taken; nothing when it can. */
export function problemOf(row: ScoreRow, text: string): string {
	if (!text.trim()) return "";
	const value = Number(text);
	return Number.isFinite(value) && value >= 0 && value <= row.max_score ? "" : __("Between 0 and {0}", [formatNumber(row.max_score)]);
}

/** An expert still has to score this one. */
export const waitsForScore = (row: Pick<PilotToScore, "open" | "done">): boolean => row.open && !row.done;
