/** A number as people type it, with separators or full-width digits; null when empty, undefined when it is none. */
export function parseNumber(text: string, isWhole = false): number | null | undefined {
	const plain = text
		.replace(/[０-９．－，]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
		.replace(/[,\s¥￥]/g, "");
	if (plain === "") return null;
	const pattern = isWhole ? /^-?\d+$/ : /^-?(\d+\.?\d*|\.\d+)$/;
	return pattern.test(plain) ? Number(plain) : undefined;
}
