/**
 * Labels as a file that any browser prints: one page of HTML with all in it, no script, nothing loaded. Owns that what people
 * wrote stays text there. [LABEL-3] [THREAT-35]
 */
import { labelBox, labelPages, type LabelBox, type LabelSheet } from '../api/label-sheets.ts';
import { squarePath } from '../api/square-path.ts';
import { shortCode, thingCode } from '../api/thing-link.ts';

export interface LabelText {
  /** The thing's id. */
  readonly id: string;
  readonly title: string;
  /** May be empty. */
  readonly number: string;
}

/** Units of the quiet edge: the label's own padding is the rest of it. */
const BORDER = 2;

export function labelFile(
  name: string,
  sheet: LabelSheet,
  labels: readonly LabelText[],
  skip: number,
): string {
  const [width, height] = sheet.page;
  const pages = labelPages(sheet, labels, skip).map(
    (page) =>
      `<section>${page.map(({ position, label }) => labelHtml(labelBox(sheet, position), label, name)).join('')}</section>`,
  );
  const style = [
    `@page{size:${String(width)}mm ${String(height)}mm;margin:0}`,
    'body{margin:0;font-family:system-ui,sans-serif;color:#000;background:#fff}',
    `section{position:relative;width:${String(width)}mm;height:${String(height)}mm;overflow:hidden;break-after:page}`,
    'section:last-child{break-after:auto}',
    'article{position:absolute;box-sizing:border-box;display:flex;align-items:center;gap:3%;overflow:hidden}',
    'article.upright{flex-direction:column;justify-content:center;text-align:center}',
    'svg{flex:none}',
    'div{min-width:0;overflow:hidden}',
    'b{display:-webkit-box;-webkit-line-clamp:3;-webkit-box-orient:vertical;overflow:hidden;overflow-wrap:anywhere;line-height:1.2}',
    'i,small{display:block;font-style:normal;line-height:1.3;overflow:hidden;white-space:nowrap;text-overflow:ellipsis}',
    'i{font-size:1.25em;font-weight:700}small{font-size:.72em}',
  ].join('\n');
  return `<!doctype html>\n<html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escaped(name)}</title><style>\n${style}\n</style></head><body>\n${pages.join('\n')}\n</body></html>\n`;
}

function labelHtml(box: LabelBox, { id, title, number }: LabelText, list: string): string {
  const mm = (value: number): string => `${String(Math.round(value * 100) / 100)}mm`;
  const { size, path } = squarePath(thingCode(id), BORDER);
  const place = `top:${mm(box.top)};left:${mm(box.left)};width:${mm(box.width)};height:${mm(box.height)};padding:${mm(box.padding)};font-size:${mm(box.letters)}`;
  const side = mm(box.square);
  const square = `<svg style="width:${side};height:${side}" viewBox="0 0 ${String(size)} ${String(size)}" shape-rendering="crispEdges"><path d="${path}"/></svg>`;
  const words = [
    `<b dir="auto">${escaped(title)}</b>`,
    number === '' ? '' : `<i dir="auto">${escaped(number)}</i>`,
    `<small>${shortCode(id)}</small>`,
    `<small dir="auto">${escaped(list)}</small>`,
  ];
  return `<article${box.isUpright ? ' class="upright"' : ''} style="${place}">${square}<div>${words.join('')}</div></article>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${String(mark.charCodeAt(0))};`);
}
