import { onBeforeUnmount, onMounted, ref, watchEffect, type Ref } from "vue";

/** The tab's title follows the page. */
export function usePageTitle(title: () => string): void {
	watchEffect(() => {
		document.title = [title(), __("CSO Management")].filter(Boolean).join(" · ");
	});
}

/** One responsive page: components ask whether the window is a phone's. */
export function usePhone(): Ref<boolean> {
	const query = window.matchMedia("(max-width: 767px)");
	const isPhone = ref(query.matches);
	const update = () => (isPhone.value = query.matches);
	onMounted(() => query.addEventListener("change", update));
	onBeforeUnmount(() => query.removeEventListener("change", update));
	return isPhone;
}
