/** What a state means for whoever waits for it, in words that need no explanation. */
const WAITING = ["Village Review", "Town Acceptance", "Town Examination", "Town Decision", "County Record", "County Decision", "Under Reconsideration"];

export function meaningOf(state: string | null | undefined): string {
	if (WAITING.includes(state ?? "")) return __("The office is working on it. There is nothing for you to do now.");
	return (
		{
			"Returned for Correction": __("Something has to be added. Please log in to see what, or ask the office."),
			"Village Rejected": __("The village or community did not agree. You can log in and ask the street or township to look at it."),
			Approved: __("It is approved. The certificate is being made."),
			Reversed: __("The refusal was lifted. The office decides again; there is nothing for you to do now."),
			"Certificate Issued": __("It is done. You can collect the certificate."),
			Ledgered: __("It is done. The group stands in the ledger; there is no certificate."),
			Refused: __("It was refused. The notice says why, and how you can ask for another look."),
			Upheld: __("The refusal stands. The notice says why."),
			Withdrawn: __("The application was withdrawn."),
			Lapsed: __("Nothing was added in time, so the application counts as withdrawn. You can apply again."),
		}[state ?? ""] ?? ""
	);
}
