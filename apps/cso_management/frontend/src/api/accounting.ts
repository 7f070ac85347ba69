import { callMethod, readMethod } from "./http";

/** A contract or a payment from before the switch, with what booking it makes in ERPNext. */
export interface EarlierDocument {
	doctype: string;
	name: string;
	number: string | null;
	title?: string;
	party: string;
	day: string | null;
	amount: number;
	state: string;
	makes: string[];
}
interface Earlier {
	on: boolean;
	most: number;
	rows: EarlierDocument[];
}
interface Asked {
	doctype: string;
	name: string;
	asked: boolean;
}

export const getEarlier = (): Promise<Earlier> => readMethod<Earlier>("cso_management.api.accounting.earlier_ones");

/** Asked for twice, a document is booked once: the answer says which were handed over now. */
export const bookEarlier = (documents: { doctype: string; name: string }[]): Promise<Asked[]> =>
	callMethod<Asked[]>("cso_management.api.accounting.book_earlier", { documents });
