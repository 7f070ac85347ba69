import { toQuery } from "./http";

export interface PrintChoice {
	doctype: string;
	name: string;
	format?: string;
	lang?: string;
}

const params = ({ doctype, name, format, lang }: PrintChoice) => ({ doctype, name, format, _lang: lang, no_letterhead: 0 });

export const printPageUrl = (choice: PrintChoice): string => "/printview" + toQuery(params(choice));

export const pdfUrl = (choice: PrintChoice): string =>
	"/api/method/frappe.utils.print_format.download_pdf" + toQuery(params(choice));
