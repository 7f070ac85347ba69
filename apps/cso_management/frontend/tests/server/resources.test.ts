// frappe-ui's own resources, nothing between them and the server: log in, read, write, count, upload, errors.
import {
	call,
	createDocumentResource,
	createListResource,
	createResource,
	type FrappeResourceError,
	frappeRequest,
	setConfig,
	upload,
	useCall,
	useDoc,
	useList,
} from "frappe-ui";
import { beforeAll, describe, expect, it } from "vitest";

interface Note {
	name: string;
	title: string;
	content?: string;
	modified?: string;
}

const made: string[] = [];

// happy-dom's Response loses its body when it is cloned, which no browser does: the text is kept beside it.
const plainFetch = globalThis.fetch;
globalThis.fetch = async (input, init) => {
	const response = await plainFetch(input, init);
	const text = await response.text();
	const body = { text: async () => text, json: async () => JSON.parse(text) };
	return Object.assign(response, body, { clone: () => body });
};

async function until(condition: () => boolean): Promise<void> {
	for (let turn = 0; turn < 1500 && !condition(); turn++) {
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
	expect(condition()).toBe(true);
}

beforeAll(async () => {
	setConfig("resourceFetcher", frappeRequest);
	const password = process.env.PASSWORD ?? "";
	const answer = await call<{ message: string }>("login", { usr: "Administrator", pwd: password });
	expect(answer.message).toBe("Logged In");
	const page = await (await fetch("/app", { headers: { Accept: "text/html" } })).text();
	window.csrf_token = /csrf_token = "(\w+)"/.exec(page)?.[1] ?? "";
	expect(window.csrf_token).toMatch(/\w{20,}/);
});

describe("the resources of version 1", () => {
	it("calls a function", async () => {
		const resource = createResource({ url: "frappe.auth.get_logged_user" });
		await resource.fetch();
		expect(resource.data).toBe("Administrator");
	});

	it("refuses a write without the session's token", async () => {
		const token = window.csrf_token;
		window.csrf_token = "";
		const wrong = call("frappe.client.insert", { doc: { doctype: "Note", title: "x" } });
		await expect(wrong).rejects.toMatchObject({ exc_type: "CSRFTokenError" });
		window.csrf_token = token;
	});

	it("inserts rows", async () => {
		const list = createListResource<Note>({ doctype: "Note", fields: ["name", "title"] });
		for (const title of ["resource a", "resource b", "resource c"]) {
			made.push((await list.insert.submit({ title }))?.name ?? "");
		}
		expect(made.filter(Boolean).length).toBe(3);
	});

	it("lists, changes and deletes rows", async () => {
		const list = createListResource<Note>({
			doctype: "Note",
			fields: ["name", "title", "modified"],
			filters: { title: ["like", "resource %"] },
			orderBy: "title asc",
			pageLength: 2,
		});
		await list.reload();
		expect(list.data?.map((row) => row.title)).toEqual(["resource a", "resource b"]);
		expect(list.hasNextPage).toBe(true);
		await list.next();
		await until(() => list.data?.length === 3);
		await list.setValue.submit({ name: made[2], title: "resource d" });
		await until(() => list.getRow(made[2])?.title === "resource d");
		await list.delete.submit(made[2]);
		await list.reload();
		expect(list.getRow(made[2])).toBeFalsy();
	});

	it("holds one document, its changes and its methods", async () => {
		const note = createDocumentResource<Note>({
			doctype: "Note",
			name: made[0],
			whitelistedMethods: { addComment: "add_comment" },
		});
		await note.get.fetch();
		expect(note.doc?.title).toBe("resource a");
		await note.setValue.submit({ content: "changed" });
		expect(note.doc?.content).toContain("changed");
		await note.addComment.submit({ comment_type: "Comment", text: "seen" });
		const comments = await call("frappe.client.get_count", {
			doctype: "Comment",
			filters: { reference_name: made[0], comment_type: "Comment" },
		});
		expect(comments).toBe(1);
	});

	it("tells two savers apart", async () => {
		const doc = await call<Note>("frappe.client.get", { doctype: "Note", name: made[1] });
		await call("frappe.client.set_value", { doctype: "Note", name: made[1], fieldname: "content", value: "1" });
		const late = call("frappe.client.save", { doc: { ...doc, content: "2" } });
		await expect(late).rejects.toMatchObject({ exc_type: "TimestampMismatchError" });
	});

	it("gives errors a type and words for people", async () => {
		const missing = createDocumentResource({ doctype: "Note", name: "nobody", auto: false });
		await expect(missing.get.fetch()).rejects.toMatchObject({ exc_type: "DoesNotExistError" });
		const empty = call("frappe.client.insert", { doc: { doctype: "ToDo" } });
		await expect(empty).rejects.toMatchObject({ exc_type: "MandatoryError" });
		const error = await call<FrappeResourceError>("frappe.client.insert", { doc: { doctype: "Role", role_name: "Guest" } }).catch(
			(caught: FrappeResourceError) => caught,
		);
		expect(error.messages.join(" ")).toContain("Guest");
	});
});

describe("the composables of version 2", () => {
	it("lists with useList", async () => {
		const list = useList<Note>({
			doctype: "Note",
			fields: ["name", "title"],
			filters: { title: ["like", "resource %"] },
			orderBy: "title asc",
			limit: 1,
		});
		await until(() => list.data?.length === 1);
		expect(list.data?.[0].title).toBe("resource a");
		expect(list.hasNextPage).toBe(true);
		await list.next();
		await until(() => list.data?.[0]?.title === "resource b" || list.data?.length === 2);
	});

	it("reads and writes with useDoc", async () => {
		const note = useDoc<Note>({ doctype: "Note", name: made[0] });
		await until(() => note.doc?.name === made[0]);
		await note.setValue.submit({ title: "resource a2" });
		expect(note.doc?.title).toBe("resource a2");
	});

	it("calls with useCall", async () => {
		const count = useCall<number, { doctype: string }>({ url: "/api/v2/method/frappe.client.get_count", params: { doctype: "Note" } });
		await until(() => typeof count.data === "number");
		expect(count.data).toBeGreaterThanOrEqual(2);
	});
});

describe("around the data", () => {
	it("uploads a file", async () => {
		const file = new File(["hello from frappe-ui"], "ui.txt", { type: "text/plain" });
		const uploaded = await upload(file, { private: true, doctype: "Note", docname: made[0] });
		expect(uploaded.file_url).toMatch(/^\/private\/files\/ui/);
	});

	it("works although there is no socket", async () => {
		const list = createListResource<Note>({ doctype: "Note", fields: ["name"], realtime: true });
		await list.reload();
		expect(list.data?.length).toBeGreaterThanOrEqual(2);
		await list.setValue.submit({ name: made[0], title: "resource without a socket" });
		expect(list.getRow(made[0])).toBeTruthy();
	});

	it("searches links and reads definitions", async () => {
		const found = await call<{ value: string }[]>("frappe.desk.search.search_link", { doctype: "Role", txt: "Gue" });
		expect(found[0].value).toBe("Guest");
		const meta = await (await fetch("/api/method/frappe.desk.form.load.getdoctype?doctype=Note")).json();
		expect(meta.docs[0].name).toBe("Note");
	});
});
