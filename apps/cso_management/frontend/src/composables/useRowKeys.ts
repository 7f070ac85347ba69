import { ref, type Ref } from "vue";
import { useKeys } from "./useKeys";

/** j and k walk through rows, Enter opens one, x chooses it. */
export function useRowKeys(count: () => number, open: (index: number) => void, choose: (index: number) => void = () => undefined): Ref<number> {
	const active = ref(-1);

	function walk(by: number): void {
		active.value = Math.min(Math.max(active.value + by, 0), count() - 1);
		document.querySelectorAll("[data-row]")[active.value]?.scrollIntoView({ block: "nearest" });
	}
	const onActive = (work: (index: number) => void): void => {
		if (active.value >= 0 && active.value < count()) work(active.value);
	};

	useKeys({
		j: () => walk(1),
		k: () => walk(-1),
		x: () => onActive(choose),
		Enter: (event) => (event.target as HTMLElement).closest("a, button") || onActive(open),
	});
	return active;
}
