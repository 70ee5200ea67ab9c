import type { Failback } from '../prediction.ts';
import { duration, spanText, type Timeline } from './words.ts';

/** A line for each way back of the paths that fail in the same way; none where they stay. */
export function failbackTexts({ rows }: Timeline): readonly string[] {
  const moved = rows.flatMap(({ name, path: { failback } }) =>
    failback === null ? [] : [{ name, text: failbackText(failback) }],
  );
  return [...Map.groupBy(moved, ({ text }) => text)].map(
    ([text, own]) => `Failback of ${own.map(({ name }) => name).join(', ')} ${text}`,
  );
}

function failbackText({ how, from, to, duration: takes, rpo, because }: Failback): string {
  const loses =
    rpo === null
      ? `nothing brings over what was written in ${from}`
      : rpo.longest === 0
        ? 'loses nothing'
        : `loses up to ${duration(rpo.longest)}`;
  const [why] = because;
  return `to ${to} ${how}, ${spanText(takes)}, ${loses}${why === undefined ? '' : `: ${why.text}`}`;
}
