/** Strokes of a signature: points in the pad's own measure, so that they can be drawn again and undone. */
export type Point = readonly [x: number, y: number];
export type Stroke = Point[];

export const DRAWN = "data:image/";

/** Draw everything anew; a single point is a dot. */
export function drawAll(pen: CanvasRenderingContext2D, width: number, height: number, strokes: readonly Stroke[]): void {
	pen.clearRect(0, 0, width, height);
	for (const stroke of strokes) drawOne(pen, stroke);
}

function drawOne(pen: CanvasRenderingContext2D, [first, ...rest]: Stroke): void {
	if (!first) return;
	pen.beginPath();
	pen.moveTo(...first);
	for (const point of rest.length ? rest : [[first[0] + 0.1, first[1]] as const]) pen.lineTo(point[0], point[1]);
	pen.stroke();
}

/** A slip of the finger is no signature. */
export function isEnough(strokes: readonly Stroke[]): boolean {
	const length = strokes.reduce((sum, stroke) => sum + stroke.slice(1).reduce((part, point, index) => part + Math.hypot(point[0] - stroke[index][0], point[1] - stroke[index][1]), 0), 0);
	return length > 40;
}
