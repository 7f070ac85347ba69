import { callMethod, readMethod } from "./http";

/** Phrases for the opinion box: one's own and the office's. */
export interface Phrase {
	name: string;
	text: string;
	personal: 0 | 1;
}

const METHODS = "cso_management.api.approvals";

export const getPhrases = (): Promise<Phrase[]> => readMethod<Phrase[]>(`${METHODS}.phrases`);
export const addPhrase = (text: string, isOffice: boolean): Promise<Phrase> => callMethod<Phrase>(`${METHODS}.add_phrase`, { text, office: Number(isOffice) });
export const removePhrase = (name: string): Promise<unknown> => callMethod(`${METHODS}.remove_phrase`, { name });
