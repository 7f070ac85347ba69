import { onBeforeUnmount, onMounted } from "vue";

const TYPING = "input, textarea, select, [contenteditable=true], [role=combobox], [role=dialog], [role=menu]";

/** Single keys do things, except while somebody types or a dialog is open. */
export function useKeys(actions: Record<string, (event: KeyboardEvent) => void>): void {
	function press(event: KeyboardEvent): void {
		const target = event.target as HTMLElement;
		if (event.ctrlKey || event.metaKey || event.altKey || target.closest(TYPING) || document.querySelector("[role=dialog]")) return;
		actions[event.key]?.(event);
	}
	onMounted(() => window.addEventListener("keydown", press));
	onBeforeUnmount(() => window.removeEventListener("keydown", press));
}
