import { boot } from "@/boot";
import { siteTime } from "./siteTime";

/** A PC in a village hall may stand at any date; what is due is counted from the server's. */
const KNOWN_TO_MS = 2000;
let ahead = offsetOf(boot.now);

function offsetOf(moment: string | null | undefined): number {
	const known = moment ? new Date(moment).getTime() : Number.NaN;
	const offset = known - Date.now();
	return Number.isNaN(offset) || Math.abs(offset) < KNOWN_TO_MS ? 0 : offset;
}

/** Each answer of the server says when it was given; one without a date teaches nothing. */
export function learnClock(moment: string | null): void {
	if (moment && !Number.isNaN(Date.parse(moment))) ahead = offsetOf(moment);
}

export const siteNow = (): Date => new Date(Date.now() + ahead);

/** Today's date at the site, `days` later or earlier, as the server writes dates. */
export const today = (days = 0): string => siteTime(new Date(siteNow().getTime() + days * 86_400_000)).slice(0, 10);

/** The hour of the day at the site, 0 to 23. */
export const hourNow = (): number => Number(siteTime(siteNow()).slice(11, 13));
