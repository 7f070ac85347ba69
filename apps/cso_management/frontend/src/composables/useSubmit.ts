import { ref, type Ref } from "vue";
import { errorText } from "./useTask";

/** The submit button of a small form: what is wrong, whether it is under way, and the press itself. */
export interface Submit {
	problem: Ref<string>;
	isBusy: Ref<boolean>;
	submit: () => Promise<void>;
}

/** `check` names what is wrong in the form ("" when nothing is); only then `act` runs, once at a time. */
export function useSubmit(check: () => string, act: () => Promise<unknown>): Submit {
	const problem = ref("");
	const isBusy = ref(false);
	async function submit(): Promise<void> {
		if (isBusy.value) return;
		problem.value = check();
		if (problem.value) return;
		isBusy.value = true;
		try {
			await act();
		} catch (error) {
			problem.value = errorText(error);
		} finally {
			isBusy.value = false;
		}
	}
	return { problem, isBusy, submit };
}
