import type { Plugin } from "vite";

/**
 * frappe-ui has no translation layer. This plugin rewrites its fixed English texts to calls of the
 * app's `__()` while building. A text that moved, or a file that was not loaded, fails the build: an
 * upgrade of the library cannot silently bring English back.
 */
type Rewrite = readonly [literal: string, replacement: string];

const call = (text: string) => `globalThis.__(${JSON.stringify(text)})`;
/** A literal in script: `'Text'` becomes `globalThis.__("Text")`. */
const script = (literal: string, text: string): Rewrite => [
	literal,
	literal.replace(`'${text}'`, call(text)),
];
/** A template attribute: `label="Close"` becomes `:label="globalThis.__('Close')"`. */
const attribute = (name: string, text: string): Rewrite => [
	` ${name}="${text}"`,
	` :${name}="$t('${text}')"`,
];

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const REWRITES: Record<string, Rewrite[]> = {
	"components/Select/Select.vue": [
		script("placeholder: 'Select option'", "Select option"),
		script("emptyText: 'No options'", "No options"),
	],
	"components/Combobox/Combobox.vue": [
		script("placeholder: 'Select option'", "Select option"),
		script("emptyText: 'No results'", "No results"),
		// The arrow's own name is written in English in the library below.
		["<ComboboxTrigger\n                :disabled", "<ComboboxTrigger\n                :aria-label=\"$t('Choose')\"\n                :disabled"],
	],
	"components/Combobox/ComboboxResults.vue": [
		["<span>Loading...</span>", "<span>{{ $t('Loading...') }}</span>"],
	],
	"components/DatePicker/DatePicker.vue": [
		attribute("today-label", "Today"),
		attribute("aria-label", "Shortcuts"),
		script("placeholder: 'Select date'", "Select date"),
	],
	"components/DatePicker/utils.ts": MONTHS.map((month) => [`'${month}'`, call(month)] as const),
	"components/DatePicker/CalendarPanel.vue": [
		["label=\"previous\"", ":label=\"$t('Previous')\""],
		["label=\"next\"", ":label=\"$t('Next')\""],
		["label=\"cycle-calendar-view\"", ":label=\"$t('{0} {1}', [months[currentMonth], currentYear], 'Month and year')\""],
		// The name of a day begins with the number that is seen.
		["cell.date.format('YYYY-MM-DD') + (cell.isToday", "cell.date.format('D, YYYY-MM-DD') + (cell.isToday"],
		attribute("aria-label", "Calendar dates"),
		attribute("aria-label", "Select month and year"),
		attribute("aria-label", "Select year"),
		attribute("aria-label", "Select month"),
		["{{ months[currentMonth] }} {{ currentYear }}", "{{ $t('{0} {1}', [months[currentMonth], currentYear], 'Month and year') }}"],
		[
			"['S', 'M', 'T', 'W', 'T', 'F', 'S']",
			`[${WEEKDAYS.map((day) => `globalThis.__("${day.slice(0, 2)}", null, "Weekday")`).join(", ")}]`,
		],
		["' (Today)'", `" (" + ${call("Today")} + ")"`],
		["text-ink-gray-3", "text-ink-gray-5"],
	],
	// A popover is a dialog, and a dialog needs a name; the library gives it none.
	"components/Popover/Popover.vue": [
		["      <PopoverContent\n        ref=\"contentRef\"", "      <PopoverContent\n        ref=\"contentRef\"\n        :aria-label=\"$t('Choose')\"\n        aria-labelledby=\"\""],
	],
	"components/Dialog/Dialog.vue": [attribute("label", "Close")],
	"components/Alert/Alert.vue": [attribute("aria-label", "Dismiss")],
	"components/Password/Password.vue": [
		script("'Hide password'", "Hide password"),
		script("'Show password'", "Show password"),
	],
	"components/Toast/ToastProvider.vue": [
		[":close-button=\"true\"", ":close-button=\"true\"\n    :container-aria-label=\"$t('Messages')\""],
		["unstyled: true,", "unstyled: true,\n      closeButtonAriaLabel: $t('Close'),"],
	],
	"components/Spinner/Spinner.vue": [attribute("aria-label", "Loading")],
	"components/Menu/Menu.vue": [["No options", "{{ $t('No options') }}"]],
	"components/InputLabeling/RequiredIndicator.vue": [["(required)", "{{ $t('(required)') }}"]],
	"utils/dialog.ts": [
		script("|| 'Confirm'", "Confirm"),
		["args.cancelLabel || 'Cancel'", `args.cancelLabel || globalThis.__("Cancel", null, "Button")`],
		script("|| 'Submit'", "Submit"),
		script("?? 'Delete'", "Delete"),
	],
	"charts/components/ChartContainer.vue": [
		["Loading chart", "{{ $t('Loading chart') }}"],
		["No data to show", "{{ $t('No data to show') }}"],
	],
	// The legend's name must hold its visible text, and nothing else in English.
	"charts/components/ChartLegend.vue": [["`${item.hidden ? 'Show' : 'Hide'} ${item.label}`", "[item.label, item.hint].filter(Boolean).join('')"]],
	"charts/utils.ts": [script("OTHERS_LABEL = 'Others'", "Others"), script("|| 'Chart'", "Chart")],
};

function rewrite(file: string, code: string): string {
	let result = code;
	for (const [literal, replacement] of REWRITES[file] ?? []) {
		if (!result.includes(literal)) throw new Error(`frappe-ui changed: "${literal}" is no longer in ${file}`);
		result = result.replaceAll(literal, replacement);
	}
	return file.endsWith(".vue") ? result.replaceAll("$t(", "__translate(").replace(...bindTranslate(result)) : result;
}

/** Give the component's template a `__translate` of its own. */
function bindTranslate(code: string): [RegExp, string] {
	const setup = /<script setup lang="ts"[^>]*>/;
	if (!setup.test(code)) throw new Error("frappe-ui changed: a patched component has no <script setup>");
	return [setup, `$&\nconst __translate = globalThis.__`];
}

export function frappeUiI18n(): Plugin {
	const seen = new Set<string>();
	return {
		name: "frappe-ui-i18n",
		enforce: "pre",
		apply: "build",
		transform(code, id) {
			const file = /frappe-ui\/src\/([^?]+)$/.exec(id)?.[1];
			if (!file || !REWRITES[file]) return undefined;
			seen.add(file);
			return { code: rewrite(file, code), map: null };
		},
		buildEnd(error) {
			const missing = Object.keys(REWRITES).filter((file) => !seen.has(file));
			if (!error && missing.length) this.error(`frappe-ui changed: never loaded ${missing.join(", ")}`);
		},
	};
}
