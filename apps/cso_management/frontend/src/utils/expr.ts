import jsep, { type Expression } from "jsep";

/**
 * Evaluates the `eval:` expressions of a DocType without `eval`. Only names in the scope, plain
 * property reads, a few functions and harmless methods are reachable.
 */
export interface Scope {
	doc: Record<string, unknown>;
	parent?: Record<string, unknown>;
	roles?: readonly string[];
	user?: string;
}

type Node = Expression & Record<string, unknown>;
type Binary = (left: never, right: never) => unknown;

const FORBIDDEN = new Set(["constructor", "__proto__", "prototype"]);
const METHODS = new Set(["includes", "indexOf", "startsWith", "endsWith", "toLowerCase", "toUpperCase", "trim"]);

const OPERATORS: Record<string, Binary> = {
	"==": (a, b) => a == b, // The DocType's author wrote JavaScript and expects its loose comparison.
	"!=": (a, b) => a != b,
	"===": (a, b) => a === b,
	"!==": (a, b) => a !== b,
	"<": (a, b) => a < b,
	">": (a, b) => a > b,
	"<=": (a, b) => a <= b,
	">=": (a, b) => a >= b,
	"+": (a: number, b: number) => a + b,
	"-": (a: number, b: number) => a - b,
	"*": (a: number, b: number) => a * b,
	"/": (a: number, b: number) => a / b,
	"%": (a: number, b: number) => a % b,
};

const SHORT_CIRCUIT: Record<string, (left: unknown, right: () => unknown) => unknown> = {
	"||": (left, right) => left || right(),
	"&&": (left, right) => left && right(),
	"??": (left, right) => left ?? right(),
};

const UNARY: Record<string, (value: unknown) => unknown> = {
	"!": (value) => !value,
	"-": (value) => -Number(value),
	"+": (value) => Number(value),
};

function names(scope: Scope): Record<string, unknown> {
	const hasRole = (role: string) => Boolean(scope.roles?.includes(role));
	return {
		doc: scope.doc,
		parent: scope.parent ?? scope.doc,
		in_list: (list: unknown[], value: unknown) => Array.isArray(list) && list.includes(value),
		cint: (value: unknown) => Math.trunc(Number(value) || 0),
		flt: (value: unknown) => Number(value) || 0,
		has_role: hasRole,
		frappe: { session: { user: scope.user }, user: { has_role: hasRole, name: scope.user } },
		undefined: undefined,
	};
}

class Evaluator {
	constructor(private readonly globals: Record<string, unknown>) {}

	run(node: Node): unknown {
		const visit = this.visitors[node.type];
		if (!visit) throw new Error(`Not allowed here: ${node.type}`);
		return visit(node);
	}

	private readonly visitors: Record<string, (node: Node) => unknown> = {
		Literal: (node) => node.value,
		Identifier: (node) => this.lookUp(node.name as string),
		MemberExpression: (node) => this.member(node)[1],
		CallExpression: (node) => this.call(node),
		UnaryExpression: (node) => UNARY[node.operator as string](this.run(node.argument as Node)),
		BinaryExpression: (node) => this.binary(node),
		ConditionalExpression: (node) => this.run((this.run(node.test as Node) ? node.consequent : node.alternate) as Node),
		ArrayExpression: (node) => (node.elements as Node[]).map((element) => this.run(element)),
	};

	private lookUp(name: string): unknown {
		if (!Object.hasOwn(this.globals, name)) throw new Error(`Unknown name: ${name}`);
		return this.globals[name];
	}

	private binary(node: Node): unknown {
		const operator = node.operator as string;
		const left = this.run(node.left as Node);
		const right = () => this.run(node.right as Node);
		if (operator in SHORT_CIRCUIT) return SHORT_CIRCUIT[operator](left, right);
		if (operator in OPERATORS) return OPERATORS[operator](left as never, right() as never);
		throw new Error(`Unknown operator: ${operator}`);
	}

	private member(node: Node): [owner: unknown, value: unknown] {
		const owner = this.run(node.object as Node);
		const property = node.property as Node;
		const key = String(node.computed ? this.run(property) : property.name);
		if (FORBIDDEN.has(key)) throw new Error(`Not allowed: ${key}`);
		if (owner === null || owner === undefined) return [owner, undefined];
		return [owner, this.read(owner, key)];
	}

	private read(owner: unknown, key: string): unknown {
		const isList = Array.isArray(owner) || typeof owner === "string";
		if (isList && key === "length") return owner.length;
		if (isList && METHODS.has(key)) return (owner as unknown as Record<string, unknown>)[key];
		return Object.hasOwn(Object(owner), key) ? (owner as Record<string, unknown>)[key] : undefined;
	}

	private call(node: Node): unknown {
		const callee = node.callee as Node;
		const [owner, method] = callee.type === "MemberExpression" ? this.member(callee) : [undefined, this.run(callee)];
		const args = (node.arguments as Node[]).map((argument) => this.run(argument));
		if (owner === undefined && method === undefined) return undefined;
		if (typeof method !== "function") throw new Error("Not a function");
		return method.apply(owner, args);
	}
}

export function evaluate(expression: string, scope: Scope): unknown {
	return new Evaluator(names(scope)).run(jsep(expression) as Node);
}

/** The `depends_on` family: a fieldname, or `eval:` and an expression. Nothing written means `fallback`. */
export function holds(condition: string | null | undefined, scope: Scope, fallback: boolean): boolean {
	const text = condition?.trim();
	if (!text) return fallback;
	if (!text.startsWith("eval:")) return isFilled(scope.doc[text]);
	try {
		return Boolean(evaluate(text.slice(5).trim().replace(/;$/, ""), scope));
	} catch (error) {
		console.warn(`Cannot read the condition "${text}"`, error);
		return fallback;
	}
}

export function isFilled(value: unknown): boolean {
	if (Array.isArray(value)) return value.length > 0;
	return Boolean(value) && value !== "0";
}
