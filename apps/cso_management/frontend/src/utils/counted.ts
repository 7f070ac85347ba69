/** One of a thing or several: English says it differently. */
export const minutesText = (count: number): string => (count === 1 ? __("1 minute") : __("{0} minutes", [count]));
export const hoursText = (count: number): string => (count === 1 ? __("1 hour") : __("{0} hours", [count]));
export const daysText = (count: number): string => (count === 1 ? __("1 day") : __("{0} days", [count]));
export const lateText = (count: number): string => (count === 1 ? __("1 day late") : __("{0} days late", [count]));
export const leftText = (count: number): string => (count === 1 ? __("1 day left") : __("{0} days left", [count]));
export const urgedText = (count: number): string => (count === 1 ? __("Urged once") : __("Urged {0} times", [count]));
