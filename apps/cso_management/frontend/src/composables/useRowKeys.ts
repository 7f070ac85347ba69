import { onBeforeUnmount, onMounted, ref, type Ref } from "vue";

/** j and k walk through rows, Enter opens one; typing in a field is left alone. */
export function useRowKeys(count: () => number, open: (index: number) => void): Ref<number> {
	const active = ref(-1);
	function press(event: KeyboardEvent): void {
		const target = event.target as HTMLElement;
		if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, textarea, select, [role=combobox], [role=dialog]")) return;
		if (event.key === "j") active.value = Math.min(active.value + 1, count() - 1);
		else if (event.key === "k") active.value = Math.max(active.value - 1, 0);
		else if (event.key === "Enter" && active.value >= 0 && !target.closest("a, button")) open(active.value);
		else return;
		document.querySelectorAll("[data-row]")[active.value]?.scrollIntoView({ block: "nearest" });
	}
	onMounted(() => window.addEventListener("keydown", press));
	onBeforeUnmount(() => window.removeEventListener("keydown", press));
	return active;
}
