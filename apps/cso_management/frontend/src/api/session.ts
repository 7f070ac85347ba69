import { callMethod, refreshToken, send, stopRepairing } from "./http";

/** Log in; the caller then loads a fresh page, whose boot block holds the new session's token. */
export async function logIn(user: string, password: string): Promise<void> {
	await send("POST", "/api/method/login", { usr: user, pwd: password }, false);
}

/** Log in again inside an open page, keeping what was typed. */
export async function logInAgain(user: string, password: string): Promise<void> {
	await logIn(user, password);
	await refreshToken();
}

export async function logOut(): Promise<void> {
	stopRepairing();
	await send("POST", "/api/method/logout", {}, false);
}

export const changePassword = (oldPassword: string, newPassword: string): Promise<unknown> =>
	callMethod("frappe.core.doctype.user.user.update_password", {
		old_password: oldPassword,
		new_password: newPassword,
		logout_all_sessions: 0,
	});

export const setLanguage = (user: string, language: string): Promise<unknown> =>
	callMethod("frappe.client.set_value", { doctype: "User", name: user, fieldname: "language", value: language });
