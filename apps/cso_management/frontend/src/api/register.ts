import { readMethod } from "./http";

const METHOD = "cso_management.api.register";

export interface RegisterRow {
	name: string;
	org_name: string;
	tier: string;
	category?: string;
	region_full_name?: string;
	status: string;
	filing_no?: string;
	credit_code?: string;
}
export interface Conclusion {
	org_name?: string;
	review_year: number;
	conclusion: string;
	published_on?: string;
	region_full_name?: string;
}
export interface PublicContract {
	contract_no: string;
	title: string;
	purchaser_unit: string;
	provider_name: string;
	amount: number;
	sign_date: string;
	announced_on: string;
}
export interface PublicOrganization extends RegisterRow {
	valid: boolean;
	org_form?: string;
	founded_on?: string;
	valid_from?: string;
	valid_to?: string;
	filing_authority?: string;
	registration_authority?: string;
	business_scope?: string;
	grade?: string;
	conclusions: Conclusion[];
	contracts: PublicContract[];
	activities: { title: string; held_on: string; participants: number }[];
}
export interface Paged<T> {
	rows: T[];
	has_more: boolean;
}
export interface Progress {
	found: boolean;
	org_name?: string;
	state?: string;
	accepted_on?: string;
	due_on?: string;
	steps?: { to_state: string; at: string }[];
}

export const searchRegister = (query: { text?: string; region?: string; tier?: string; start?: number }): Promise<Paged<RegisterRow>> =>
	readMethod(`${METHOD}.search`, query);
export const getPublicOrganization = (name: string): Promise<PublicOrganization> => readMethod(`${METHOD}.organization`, { name });
export const getPublicRegions = (): Promise<{ name: string; region_name: string; level: string }[]> => readMethod(`${METHOD}.regions`);
export const getPublicContracts = (start = 0): Promise<Paged<PublicContract>> => readMethod(`${METHOD}.contracts`, { start });
export const getPublicConclusions = (start = 0): Promise<Paged<Conclusion>> => readMethod(`${METHOD}.conclusions`, { start });
export const getProgress = (receipt: string, digits: string): Promise<Progress> => readMethod(`${METHOD}.progress`, { receipt, digits });
