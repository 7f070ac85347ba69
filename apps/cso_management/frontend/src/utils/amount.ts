const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const UNITS = ["", "拾", "佰", "仟"];
const GROUPS = ["", "万", "亿", "兆"];

/** The upper-case Chinese form of an amount of money: 1234.5 → 壹仟贰佰叁拾肆元伍角整. */
export function amountInChinese(amount: number): string {
	if (!Number.isFinite(amount) || Math.abs(amount) >= 1e15) return "";
	const cents = Math.round(Math.abs(amount) * 100);
	const yuan = Math.floor(cents / 100);
	const sign = amount < 0 && cents > 0 ? "负" : "";
	return sign + integerPart(yuan) + fractionPart(cents % 100, yuan > 0);
}

function integerPart(yuan: number): string {
	if (yuan === 0) return "";
	let text = "";
	for (let group = 0, rest = yuan; rest > 0; group++, rest = Math.floor(rest / 10000)) {
		const value = rest % 10000;
		const gap = value < 1000 && rest >= 10000 ? "零" : "";
		text = (value ? gap + fourDigits(value) + GROUPS[group] : "零") + text;
	}
	return text.replace(/零+/g, "零").replace(/零$/, "") + "元";
}

function fourDigits(value: number): string {
	const digits = String(value).split("").map(Number);
	const text = digits.map((digit, i) => (digit ? DIGITS[digit] + UNITS[digits.length - 1 - i] : "零")).join("");
	return text.replace(/零+/g, "零").replace(/零$/, "");
}

function fractionPart(cents: number, hasYuan: boolean): string {
	const [jiao, fen] = [Math.floor(cents / 10), cents % 10];
	if (!cents) return hasYuan ? "整" : "零元整";
	const jiaoText = jiao ? `${DIGITS[jiao]}角` : hasYuan ? "零" : "";
	return jiaoText + (fen ? `${DIGITS[fen]}分` : "整");
}
