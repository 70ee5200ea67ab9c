import { escapeMarkup as esc } from '../../formats/index.ts';
import type { Bar, Evidence } from '../prediction.ts';
import { failbackTexts } from './failback.ts';
import {
  besideText,
  duration,
  evidenceText,
  outcomeText,
  placed,
  spanText,
  type Timeline,
} from './words.ts';

/** Where the page explains the key of a fact or assumption: the ID of an element. */
export type Anchors = ReadonlyMap<string, string>;

/** The width that a drawing counts in, whatever the screen makes of it. */
const WIDTH = 1000;

/**
 * A way back, drawn to scale: each bar at its typical length, from its shortest to its longest paler
 * behind it. Words beside it say the same, so that the drawing is for the eye alone.
 */
export function timelineFigure(way: Timeline, anchors: Anchors): string {
  const { scenario, rows, bars } = way;
  const captions = rows.map(({ name, path }) =>
    esc(`${name} of ${scenario.id}: ${outcomeText(name, path)}`),
  );
  const all = rows.flatMap(({ path }) => path.because);
  const reasons = [...new Map(all.map((one) => [one.text, one])).values()];
  const items = reasons.map(({ text, evidence }) => {
    const from = evidence.map((one) => evidenceHtml(one, anchors)).join('; ');
    return `<li>${esc(text)}${from === '' ? '' : ` <small>(${from})</small>`}</li>`;
  });
  const parts = [
    `<figcaption>${captions.join('<br>')}</figcaption>`,
    items.length === 0 ? '' : `<ul>${items.join('')}</ul>`,
    bars.length === 0 ? '' : `<ol>${drawn(bars, anchors)}</ol>`,
    ...failbackTexts(way).map((text) => `<p>${esc(text)}</p>`),
  ];
  return `<figure class="timeline">${parts.join('\n')}</figure>`;
}

function drawn(bars: readonly Bar[], anchors: Anchors): string {
  const places = placed(bars);
  const end = Math.max(...places.map(({ bar, start }) => start + bar.longest));
  const x = (seconds: number) => (end === 0 ? 0 : Math.round((seconds / end) * WIDTH));
  const rows = places.map(({ bar, start }) => {
    const { phase, title, typical, shortest, longest, evidence } = bar;
    // What takes no time is still seen.
    const rect = (kind: string, from: number, to: number, y: number, height: number) =>
      `<rect class="${kind}" x="${x(from)}" y="${y}" width="${Math.max(2, x(to) - x(from))}" height="${height}"/>`;
    const fill = `fill-${phase}`;
    const shapes = [
      rect(`${fill} range`, start + shortest, start + longest, 3, 14),
      rect(fill, start, start + typical, 6, 8),
    ];
    const words = besideText(bar);
    const beside = words === '' ? '' : ` <small>${esc(words)}</small>`;
    const from = evidence.map((one) => `<li>${evidenceHtml(one, anchors)}</li>`).join('');
    return `<li><span><b>${phase}</b> ${esc(title)}${beside}</span>
<svg viewBox="0 0 ${WIDTH} 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">${shapes.join('')}</svg>
<span>${esc(spanText(bar))}</span>${from === '' ? '' : `<ul class="evidence">${from}</ul>`}</li>`;
  });
  const scale = `<li class="scale" aria-hidden="true"><span></span><span><span>0</span><span>${duration(end / 2)}</span><span>${duration(end)}</span></span><span></span></li>`;
  return [...rows, scale].join('\n');
}

/** Where a figure is from; facts and assumptions link to what the page says of them. */
function evidenceHtml(evidence: Evidence, anchors: Anchors): string {
  const { fact, assumption, ...rest } = evidence;
  const link = (kind: string, key: string | undefined) => {
    if (key === undefined) return [];
    const id = anchors.get(`${kind} ${key}`);
    const text = `${kind} ${esc(key)}`;
    return [id === undefined ? text : `<a href="#${id}">${text}</a>`];
  };
  const property = evidenceText(rest);
  const code = property === '' ? [] : [`<code>${esc(property)}</code>`];
  return [...code, ...link('fact', fact), ...link('assumption', assumption)].join(', ');
}
