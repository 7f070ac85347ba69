import { computed, ref, watch, type ComputedRef, type Ref } from "vue";
import { boot } from "@/boot";
import { actOn, newActDetails, predict, type Person } from "@/api/approvals";
import { act as actByName, type CitedItem } from "@/api/filing";
import { needsReason, newActId, type Choice } from "@/domain/approvals";
import { dropActDraft, keepActDraft, readActDraft } from "@/utils/actDrafts";
import type { Form } from "./useForm";

/** What is being written before an act goes: opinion, reasons, people, signature. */
export interface ActForm {
	opinion: Ref<string>;
	cited: Ref<CitedItem[]>;
	people: Ref<Person[]>;
	position: Ref<string>;
	target: Ref<string>;
	signature: Ref<string>;
	/** Whether something written before was found again. */
	wasKept: boolean;
	/** In whose name the people are looked for; empty when nobody is to be chosen. */
	choosesFor: ComputedRef<string>;
	signatureKind: ComputedRef<"none" | "typed" | "drawn">;
	mustExplain: ComputedRef<boolean>;
	mayCite: ComputedRef<boolean>;
	mustCite: ComputedRef<boolean>;
	/** What is still missing, in words; empty when the act can go. */
	check: () => string;
	send: () => Promise<unknown>;
}

const SIGNED = ["agree", "refuse", "return"];

export function useAct(form: Form, choice: Choice): ActForm {
	const { act, action } = choice;
	const place = [form.doctype, String(form.doc.name), choice.key] as const;
	const kept = readActDraft(...place);
	const task = form.approval.value?.task ?? null;
	const [opinion, position, target] = [ref(kept?.opinion ?? ""), ref(act?.positions?.[0] ?? ""), ref("")];
	const [cited, people] = [ref<CitedItem[]>(kept?.cited ?? []), ref<Person[]>([])];
	const id = kept?.id ?? newActId();

	const signatureKind = computed(() => (act && SIGNED.includes(act.act) ? (task?.signature ?? "none") : "none"));
	const signature = ref(signatureKind.value === "typed" ? boot.fullName : "");
	const mustExplain = computed(() => Boolean(action?.needs_opinion || act?.opinion || (act && needsReason(act.act))));
	const mayCite = computed(() => Boolean(action?.needs_corrections || act?.corrections));
	const mustCite = computed(() => target.value === "" && mayCite.value);

	/** A submission has no case yet: the route says whether the applicant names the deciders. */
	const submits = ref(false);
	if (!act && !form.approval.value && !form.isNew.value) void predict(...(place.slice(0, 2) as [string, string])).then((found) => (submits.value = found.steps.some((step) => step.chosen_by === "submitter"))).catch(() => undefined);
	const choosesFor = computed(() => (act ? (act.people === "none" ? "" : act.act) : submits.value ? "submit" : ""));

	watch([opinion, cited], () => keepActDraft(...place, { id, opinion: opinion.value, cited: cited.value }), { deep: true });

	function check(): string {
		if (mustCite.value && !cited.value.length) return __("Please cite at least one field to be mended.");
		if (cited.value.some((item) => !item.problem.trim())) return __("Please say for every cited field what is missing.");
		if (choosesFor.value && !people.value.length) return __("Please choose the person.");
		if ((mustExplain.value || target.value) && !opinion.value.trim()) return __("Please write the reason.");
		return signatureKind.value !== "none" && !signature.value.trim() ? __("Please sign.") : "";
	}

	/** A document without a list of its own has no place for the clause beside the problem. */
	function corrections(): CitedItem[] {
		const keepsList = form.meta.value?.fields.some((field) => field.fieldname === "correction_items");
		if (cited.value.length && !keepsList) return cited.value.map((item) => (item.basis?.trim() ? { ...item, problem: __("{0} (clause: {1})", [item.problem.trim(), item.basis.trim()]) } : item));
		if (cited.value.length || act?.act !== "return") return cited.value;
		return [{ cited_field: "", label: "", problem: opinion.value.trim() }];
	}

	function request(): Promise<unknown> {
		if (!act && submits.value) return actOn({ ...form.doc }, "submit", newActDetails({ opinion: opinion.value.trim(), people: people.value.map((person) => person.user), act_id: id }));
		if (!act) return actByName({ ...form.doc }, action?.action ?? "", opinion.value.trim(), cited.value);
		const given = corrections();
		return actOn({ ...form.doc }, act.act, newActDetails({
			task: task?.name, opinion: opinion.value.trim(), corrections: given.length ? given : undefined, people: people.value.map((person) => person.user),
			position: act.positions ? position.value : undefined, to: act.targets ? target.value : undefined, signature: signature.value || undefined, act_id: id,
		}));
	}

	/** Only what was taken is forgotten: after an error everything written is still there. */
	async function send(): Promise<unknown> {
		const answer = await request();
		dropActDraft(...place);
		return answer;
	}

	return { opinion, cited, people, position, target, signature, wasKept: Boolean(kept?.opinion || kept?.cited.length), choosesFor, signatureKind, mustExplain, mayCite, mustCite, check, send };
}
