import { readMethod } from "./http";

export interface VerifiedCertificate {
	found: boolean;
	valid?: boolean;
	org_name?: string;
	filing_no?: string;
	status?: string;
	tier?: string;
	region?: string;
	region_full_name?: string;
	filing_authority?: string;
	certificate_date?: string;
	valid_from?: string;
	valid_to?: string;
	[key: string]: unknown;
}

/** What the public may know of a certificate: its number and the check code printed on it. */
export const verify = (number: string, code: string): Promise<VerifiedCertificate> =>
	readMethod<VerifiedCertificate>("cso_management.api.public.verify_certificate", { number, h: code });
