// Everything that frappe-js-sdk offers, in the order of a working day. Node's own test runner runs it.
import assert from "node:assert/strict";
import { test } from "node:test";
import sdk from "frappe-js-sdk";

const { FrappeApp } = sdk;
const { SERVER, API_KEY, API_SECRET, PASSWORD } = process.env;
const app = new FrappeApp(SERVER, { useToken: true, token: () => `${API_KEY}:${API_SECRET}`, type: "token" });
const db = app.db();
const names = [];

test("log in with a password, and with a wrong one", async () => {
  const auth = new FrappeApp(SERVER).auth();
  const answer = await auth.loginWithUsernamePassword({ username: "Administrator", password: PASSWORD });
  assert.equal(answer.message, "Logged In");
  await assert.rejects(
    auth.loginWithUsernamePassword({ username: "Administrator", password: "wrong" }),
    (error) => error.httpStatus === 401 && error.exc_type === "AuthenticationError",
  );
});

test("who is logged in by the key", async () => {
  assert.equal(await app.auth().getLoggedInUser(), "Administrator");
});

test("create, read, change", async () => {
  for (const description of ["first", "second", "third"]) {
    names.push((await db.createDoc("ToDo", { description, priority: "High" })).name);
  }
  assert.equal((await db.getDoc("ToDo", names[0])).description, "first");
  assert.equal((await db.updateDoc("ToDo", names[0], { priority: "Low" })).priority, "Low");
  assert.equal((await db.setValue("ToDo", names[1], "status", "Closed")).message.status, "Closed");
});

test("lists: fields, filters, order, pages, groups", async () => {
  const rows = await db.getDocList("ToDo", {
    fields: ["name", "description"],
    filters: [["name", "in", names]],
    orderBy: { field: "description", order: "desc" },
    limit: 2,
    limit_start: 1,
  });
  assert.deepEqual(rows.map((row) => row.description), ["second", "first"]);
  const either = await db.getDocList("ToDo", {
    fields: ["name"],
    orFilters: [["description", "=", "first"], ["description", "=", "third"]],
  });
  assert.equal(either.length, 2);
  const plain = await db.getDocList("ToDo", { fields: ["description"], filters: [["name", "=", names[2]]], asDict: false });
  assert.deepEqual(plain, [["third"]]);
});

test("counts, last document, single values", async () => {
  assert.equal(await db.getCount("ToDo", [["name", "in", names]]), 3);
  assert.equal((await db.getLastDoc("ToDo", { filters: [["name", "in", names]] })).name, names[2]);
  const found = await db.getValue("ToDo", "description", [["name", "=", names[0]]]);
  assert.equal(found.message.description, "first");
  const setting = await db.getSingleValue("System Settings", "language");
  assert.ok("message" in setting);
});

test("call functions with every verb that they allow", async () => {
  const call = app.call();
  assert.equal((await call.get("frappe.auth.get_logged_user")).message, "Administrator");
  assert.equal((await call.get("frappe.client.get_count", { doctype: "ToDo", filters: JSON.stringify({ name: names[0] }) })).message, 1);
  const made = await call.post("frappe.client.insert", { doc: { doctype: "Note", title: "of a call" } });
  assert.equal(made.message.title, "of a call");
  const changed = await call.put("frappe.client.set_value", { doctype: "Note", name: made.message.name, fieldname: "title", value: "put" });
  assert.equal(changed.message.title, "put");
  await call.delete("frappe.client.delete", { doctype: "Note", name: made.message.name });
});

test("rename", async () => {
  const role = await db.createDoc("Role", { role_name: "Sdk Role" });
  const renamed = await db.renameDoc("Role", role.name, "Sdk Role Two");
  assert.equal(renamed.message ?? renamed, "Sdk Role Two");
});

test("submit and cancel", async () => {
  const permissions = [{ role: "System Manager", read: 1, write: 1, create: 1, submit: 1, cancel: 1, delete: 1 }];
  const fields = [{ fieldname: "title", fieldtype: "Data", label: "Title" }];
  await db.createDoc("DocType", { name: "Sdk Paper", module: "Core", custom: 1, is_submittable: 1, fields, permissions });
  const paper = await db.createDoc("Sdk Paper", { title: "x" });
  assert.equal((await db.submit(paper)).docstatus, 1);
  assert.equal((await db.cancel("Sdk Paper", paper.name)).message.docstatus, 2);
});

test("files: private, attached, with progress", async () => {
  const content = new File(["hello from the sdk"], "hello.txt", { type: "text/plain" });
  let seen = 0;
  const answer = await app.file().uploadFile(
    content,
    { isPrivate: true, folder: "Home", doctype: "ToDo", docname: names[0] },
    (bytes) => { seen = bytes; },
  );
  const file = answer.data.message;
  assert.match(file.file_url, /^\/private\/files\/hello/);
  assert.equal(file.attached_to_name, names[0]);
  assert.ok(seen > 0);
  assert.equal((await fetch(SERVER + file.file_url)).status, 403);
});

test("errors have a type, a status and a message for people", async () => {
  await assert.rejects(db.getDoc("ToDo", "nobody"), (error) => error.httpStatus === 404 && error.exc_type === "DoesNotExistError");
  await assert.rejects(db.createDoc("ToDo", {}), (error) => error.httpStatus === 417 && error.exc_type === "MandatoryError");
  await assert.rejects(db.createDoc("Role", { role_name: "Guest" }), (error) => error.httpStatus === 409);
  await assert.rejects(new FrappeApp(SERVER).db().getDoc("User", "Administrator"), (error) => error.httpStatus === 403);
  await assert.rejects(app.call().get("frappe.no.such.function"), (error) => error.httpStatus >= 400 && error.httpStatus < 500);
});

test("delete, log out", async () => {
  for (const name of names) await db.deleteDoc("ToDo", name);
  assert.equal(await db.getCount("ToDo", [["name", "in", names]]), 0);
  await app.auth().logout();
});
