/** The roles as groups: who works in an office, who applies, who reads applications and their log at all. */
export const REPRESENTATIVE = "CSO Representative";
export const OFFICIALS = [
	"CSO Village Officer", "CSO Township Clerk", "CSO Township Leader", "CSO County Officer", "CSO County Leader",
	"CSO City Officer", "CSO City Leader", "CSO Statistician", "CSO Auditor", "CSO Administrator", "System Manager",
];
export const FILERS = [...OFFICIALS, REPRESENTATIVE];
