import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { checkFile } from "@/api/files";
import { ApiError, callMethod, onRemarks, onSessionLost, readMethod } from "@/api/http";
import { keepDraft, readDraft, clearDrafts } from "@/utils/drafts";

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const messages = (...entries: object[]) => JSON.stringify(entries.map((entry) => JSON.stringify(entry)));
const fetched = vi.fn<typeof fetch>();

beforeEach(() => {
	vi.stubGlobal("fetch", fetched);
	window.csrf_token = "old";
	document.cookie = "user_id=ann";
});
afterEach(() => {
	fetched.mockReset();
	vi.unstubAllGlobals();
});

const tokenSent = (call: number): unknown => (fetched.mock.calls[call][1]?.headers as Record<string, string>)["X-Frappe-CSRF-Token"];

describe("a request", () => {
	it("answers the message", async () => {
		fetched.mockResolvedValueOnce(answer(200, { message: 7 }));
		expect(await callMethod("a.b", { x: 1 })).toBe(7);
		expect(fetched.mock.calls[0][1]?.body).toBe('{"x":1}');
		expect(tokenSent(0)).toBe("old");
	});

	it("throws what the server said, without its remarks", async () => {
		const remarks = vi.fn();
		onRemarks(remarks);
		fetched.mockResolvedValueOnce(answer(417, { exc_type: "ValidationError", _server_messages: messages({ message: "By the way" }, { message: "Too short", raise_exception: 1 }) }));
		await expect(callMethod("a.b")).rejects.toMatchObject({ status: 417, type: "ValidationError", message: "Too short" });
		expect(remarks).toHaveBeenCalledWith([{ message: "By the way" }]);
	});

	it("shows remarks of a success", async () => {
		const remarks = vi.fn();
		onRemarks(remarks);
		fetched.mockResolvedValueOnce(answer(200, { message: 1, _server_messages: messages({ message: "Unusual name" }) }));
		await callMethod("a.b");
		expect(remarks).toHaveBeenCalledOnce();
	});

	it("says in words that the server is away", async () => {
		fetched.mockRejectedValueOnce(new TypeError("failed"));
		await expect(readMethod("a.b")).rejects.toBeInstanceOf(ApiError);
	});

	it("renews an old token and tries once more", async () => {
		fetched
			.mockResolvedValueOnce(answer(400, { exc_type: "CSRFTokenError" }))
			.mockResolvedValueOnce(new Response('<script>window["csrf_token"] = "new";</script>'))
			.mockResolvedValueOnce(answer(200, { message: "ok" }));
		expect(await callMethod("a.b")).toBe("ok");
		expect(tokenSent(2)).toBe("new");
	});

	it("asks to log in again when the session is gone, and goes on", async () => {
		document.cookie = "user_id=Guest";
		onSessionLost(async () => true);
		fetched.mockResolvedValueOnce(answer(403, { exc_type: "PermissionError" })).mockResolvedValueOnce(answer(200, { message: "ok" }));
		expect(await callMethod("a.b")).toBe("ok");
	});

	it("takes a refusal for a refusal while the session lives", async () => {
		onSessionLost(async () => true);
		fetched.mockResolvedValueOnce(answer(403, { exc_type: "PermissionError" }));
		await expect(callMethod("a.b")).rejects.toMatchObject({ status: 403 });
		expect(fetched).toHaveBeenCalledOnce();
	});
});

describe("a file before it travels", () => {
	it.each([
		["a.pdf", 10, true],
		["A.PDF", 10, true],
		["empty.pdf", 0, false],
		["program.exe", 10, false],
		["huge.pdf", 200 * 1024 * 1024, false],
		["none", 10, false],
	])("%s of %d bytes", (name, size, isFine) => expect(checkFile({ name, size }) === "").toBe(isFine));
});

describe("drafts", () => {
	beforeEach(() => localStorage.clear());
	it("come back as they were left, for the same person only", () => {
		keepDraft("ann", "T", "new", { doctype: "T", a: 1 });
		expect(readDraft("ann", "T", "new")?.doc).toEqual({ doctype: "T", a: 1 });
		expect(readDraft("bob", "T", "new")).toBeNull();
	});
	it("go with the session and with time", () => {
		keepDraft("ann", "T", "new", { doctype: "T" });
		vi.setSystemTime(Date.now() + 8 * 24 * 3600 * 1000);
		expect(readDraft("ann", "T", "new")).toBeNull();
		vi.useRealTimers();
		clearDrafts("ann");
		expect(localStorage.length).toBe(0);
	});
});
