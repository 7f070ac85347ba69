import { describe, expect, it } from "vitest";
import { ApiError } from "@/api/http";
import { useSubmit } from "@/composables/useSubmit";

describe("useSubmit", () => {
	it("does nothing while the form is wrong, and says what", async () => {
		let acts = 0;
		const { problem, submit } = useSubmit(() => "Give it a name.", async () => void acts++);
		await submit();
		expect([acts, problem.value]).toEqual([0, "Give it a name."]);
	});

	it("acts once while it is under way", async () => {
		let acts = 0;
		let finish = (): void => undefined;
		const { isBusy, submit } = useSubmit(() => "", () => new Promise<void>((resolve) => (acts++, (finish = resolve))));
		const first = submit();
		await submit();
		expect([acts, isBusy.value]).toEqual([1, true]);
		finish();
		await first;
		expect(isBusy.value).toBe(false);
	});

	it("shows the server's message and can be pressed again", async () => {
		let acts = 0;
		const { problem, isBusy, submit } = useSubmit(() => "", async () => {
			if (!acts++) throw new ApiError(417, "ValidationError", [{ message: "<b>Too late</b>" }]);
		});
		await submit();
		expect([problem.value, isBusy.value]).toEqual(["Too late", false]);
		await submit();
		expect([problem.value, acts]).toEqual(["", 2]);
	});
});
