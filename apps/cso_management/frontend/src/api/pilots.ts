import { callMethod, readMethod } from "./http";

const METHOD = "cso_management.api.rural_pilot";
export type Phase = "Selection" | "Evaluation";

/** What an expert has to do with one pilot. */
export interface PilotToScore {
	name: string;
	pilot_no: string | null;
	village: string;
	place: string;
	batch: string;
	state: string;
	phase: Phase | null;
	open: boolean;
	conflict: boolean;
	conflict_with: string | null;
	done: boolean;
	total: number;
	most: number;
}
export interface ScoreRow {
	criterion: string;
	weight: number;
	max_score: number;
	score: number | null;
}
export interface ScoreSheet extends PilotToScore {
	rows: ScoreRow[];
}
export interface ExpertOfPilot {
	expert: string;
	full_name: string;
	status: "Scored" | "Conflict" | "Missing";
	conflict_with: string | null;
	total: number;
	points: ScoreRow[];
}
export interface RankedPilot {
	name: string;
	pilot_no: string | null;
	village: string;
	place: string;
	state: string;
	score: number;
	rank: number | null;
	experts: ExpertOfPilot[];
}
export interface Ranking {
	batches: { name: string; batch_name: string; quota: number }[];
	batch: { name: string; batch_name: string; quota: number } | null;
	phase: Phase;
	rows: RankedPilot[];
}

export const getMyPilots = (): Promise<PilotToScore[]> => readMethod(`${METHOD}.my_pilots`);
export const getScoreSheet = (name: string): Promise<ScoreSheet> => readMethod(`${METHOD}.score_sheet`, { name });
export const handInScores = (name: string, scores: Record<string, number>): Promise<ScoreSheet> => callMethod(`${METHOD}.score`, { name, scores });
export const declareConflict = (name: string, conflictWith: string): Promise<void> => callMethod(`${METHOD}.declare_conflict`, { name, conflict_with: conflictWith });
export const getRanking = (batch: string, phase: Phase): Promise<Ranking> => readMethod(`${METHOD}.ranked`, { batch, phase });
