import { dialog } from "frappe-ui";

/** Asks before something that others will notice; true when the person goes on. */
export function confirmed(title: string, message: string, confirmLabel: string): Promise<boolean> {
	return new Promise((resolve) => {
		let isAnswered = false;
		const answer = (isYes: boolean) => {
			if (!isAnswered) resolve(isYes);
			isAnswered = true;
		};
		dialog.confirm({
			title,
			message,
			confirmLabel,
			cancelLabel: __("Cancel", null, "Button"),
			onConfirm: () => answer(true),
			onCancel: () => answer(false),
		});
	});
}
