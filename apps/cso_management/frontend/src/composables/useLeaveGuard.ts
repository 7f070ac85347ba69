import { onBeforeUnmount, onMounted, type Ref } from "vue";
import { onBeforeRouteLeave, onBeforeRouteUpdate } from "vue-router";
import { dialog } from "frappe-ui";

/** Nobody leaves a changed form by accident. The draft stays in this browser in any case. */
export function useLeaveGuard(isDirty: Ref<boolean>): void {
	const warn = (event: BeforeUnloadEvent) => isDirty.value && event.preventDefault();
	onMounted(() => window.addEventListener("beforeunload", warn));
	onBeforeUnmount(() => window.removeEventListener("beforeunload", warn));
	const ask = () => !isDirty.value || confirmLeave();
	onBeforeRouteLeave(ask);
	onBeforeRouteUpdate(ask);
}

function confirmLeave(): Promise<boolean> {
	return new Promise((resolve) => {
		let isAnswered = false;
		const answer = (isLeaving: boolean) => {
			if (!isAnswered) resolve(isLeaving);
			isAnswered = true;
		};
		dialog.confirm({
			title: __("Leave without saving?"),
			message: __("Your changes are not saved yet. They stay as a draft in this browser."),
			confirmLabel: __("Leave"),
			cancelLabel: __("Stay"),
			onConfirm: () => answer(true),
			onCancel: () => answer(false),
		});
	});
}
