import { boot } from "@/boot";

/** `2026-11-22 16:05:00` of the site for a moment, as the server writes times; nothing for no moment. */
export function siteTime(moment: string | Date | null | undefined, zone: string = boot.timezone): string {
	const date = moment ? new Date(moment) : null;
	if (!date || Number.isNaN(date.getTime())) return "";
	return date.toLocaleString("sv-SE", { timeZone: zone });
}
