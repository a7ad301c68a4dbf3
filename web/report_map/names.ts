import type { Box, Shape, Shapes } from "./shapes";
import type { Row } from "./types";

const FONT = '12px "Source Sans 3", "Source Sans Pro", system-ui, sans-serif';
const HIGH = 14;
/** More names than this nobody reads at once. */
const MOST = 300;

interface Looks {
  where: (shape: Shape) => [number, number];
  scale: number;
  circles: boolean;
  numbers: boolean;
}

/**
 * Writes the names of areas where they fit, those of the largest first, none over another; a number where the name
 * doesn't fit. They come after the circles, so no circle hides a name. Text on a canvas is never read as markup.
 */
export function placeNames(context: CanvasRenderingContext2D, rows: Row[], shapes: Shapes, looks: Looks): void {
  context.font = FONT;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const taken: Box[] = [];
  const sized = rows.map((row) => ({ row, shape: shapes.all[row[1]]! }))
    .map((one) => ({ ...one, wide: (one.shape.box.right - one.shape.box.left) * looks.scale }))
    .filter(({ wide }) => wide > HIGH)
    .sort((a, b) => b.wide - a.wide)
    .slice(0, MOST);
  const left = sized.filter(({ row, shape, wide }) => {
    const fits = looks.circles || context.measureText(row[5]).width < 1.15 * wide;
    return !fits || !write(context, row[5], row, looks, shape, taken);
  });
  if (looks.numbers) for (const { row, shape } of left) write(context, String(row[0] + 1), row, looks, shape, taken);
  for (const { row, shape } of sized) if (row[4]) ring(context, looks.where(shape));
}

function write(
  context: CanvasRenderingContext2D, text: string, row: Row, looks: Looks, shape: Shape, taken: Box[],
): boolean {
  const [x, y] = looks.where(shape);
  const half = context.measureText(text).width / 2 + 2;
  const away = Math.abs(row[3]) + HIGH / 2 + 1;
  // Beside a circle: below it, above it, or in it where it is large.
  for (const middle of looks.circles ? [y + away, y - away, y] : [y]) {
    const box = { left: x - half, right: x + half, top: middle - HIGH / 2, bottom: middle + HIGH / 2 };
    if (taken.some((other) => meets(box, other))) continue;
    taken.push(box);
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeStyle = "#ffffff";
    context.strokeText(text, x, middle);
    context.fillStyle = "#1a1a1a";
    context.fillText(text, x, middle);
    return true;
  }
  return false;
}

/** The mark of an uncertain figure, above the name. */
function ring(context: CanvasRenderingContext2D, [x, y]: [number, number]): void {
  context.beginPath();
  context.arc(x, y - HIGH, 3.5, 0, 2 * Math.PI);
  context.fillStyle = "#ffffff";
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = "#333333";
  context.stroke();
}

function meets(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
