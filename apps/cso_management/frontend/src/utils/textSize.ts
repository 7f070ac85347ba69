import { ref } from "vue";

/** Larger letters for whoever wants them; the choice stays with the browser, before and after logging in. */
export type TextSize = "usual" | "large";

const KEY = "cso:text-size";

function stored(): TextSize {
	try {
		return localStorage.getItem(KEY) === "large" ? "large" : "usual";
	} catch {
		return "usual";
	}
}

export const textSize = ref<TextSize>(stored());

/** Everything is measured in rem, so the root's size is the only thing to change. */
export function applyTextSize(): void {
	document.documentElement.dataset.text = textSize.value;
}

export function chooseTextSize(size: TextSize): void {
	textSize.value = size;
	try {
		localStorage.setItem(KEY, size);
	} catch {
		// Without a store the choice lives as long as the page.
	}
	applyTextSize();
}
