import { MAX_TEXT_LENGTH } from '../limits.ts';
import {
  ABSENT,
  joinText,
  type List,
  literal,
  overBranches,
  overCombinations,
  type Resolved,
  unknown,
  withProvenance,
} from './values.ts';

/** `Fn::Join`. */
export function joinValues(delimiter: Resolved, list: Resolved): Resolved {
  if (delimiter.kind !== 'literal') {
    return unknown('invalid', 'the delimiter of Fn::Join is not a literal', delimiter, list);
  }
  const by = literal(String(delimiter.value));
  return overBranches(list, (side) => {
    if (side.kind !== 'list') {
      return unknown('function', 'the list to join is known at deployment only', side);
    }
    if (by.value !== '' && side.items.some(mayBeAbsent)) {
      return unknown(
        'condition',
        'whether an item of the list is there depends on a condition',
        side,
      );
    }
    const parts = side.items.flatMap((item, i) => (i === 0 ? [item] : [by, item]));
    return withProvenance(joinText(parts), side);
  });
}

function mayBeAbsent(item: Resolved): boolean {
  return (
    item.kind === 'branches' &&
    [item.whenTrue, item.whenFalse].some((side) => side.kind === 'absent' || mayBeAbsent(side))
  );
}

/** `Fn::Split`; a reference inside the text is taken to be free of the delimiter. */
export function splitText(delimiter: Resolved, text: Resolved): Resolved {
  if (delimiter.kind !== 'literal' || String(delimiter.value) === '') {
    return unknown('invalid', 'the delimiter of Fn::Split is not a literal', delimiter, text);
  }
  const by = String(delimiter.value);
  return overBranches(text, (side) => {
    if (side.kind === 'literal') {
      const pieces = String(side.value)
        .split(by)
        .map((piece) => literal(piece));
      return withProvenance({ kind: 'list', items: pieces }, side);
    }
    // One ID alone is a list of one.
    const isId = side.kind === 'reference' && side.attribute === 'Ref' && by === ',';
    const parts = side.kind === 'text' ? side.parts : isId ? [side] : [];
    const whole = parts.length > 0 && parts.every((p) => p.kind === 'literal' || isAtomic(p, by));
    if (!whole) return unknown('attribute', 'the text to split is known at deployment only', side);
    const items: Resolved[][] = [[]];
    for (const part of parts) {
      if (part.kind !== 'literal') {
        items.at(-1)?.push(part);
        continue;
      }
      const [first = '', ...rest] = String(part.value).split(by);
      items.at(-1)?.push(withProvenance(literal(first), part));
      for (const piece of rest) items.push([withProvenance(literal(piece), part)]);
    }
    return withProvenance({ kind: 'list', items: items.map((piece) => joinText(piece)) }, side);
  });
}

/**
 * IDs and names have no delimiter inside; ARNs and URLs are made of colons, slashes and dots.
 */
function isAtomic(part: Resolved, delimiter: string): boolean {
  if (part.kind === 'unknown') return part.code === 'environment' && delimiter !== '-';
  return (
    (part.kind === 'reference' || part.kind === 'zone') && !/^[:/.\-_a-z0-9]$/i.test(delimiter)
  );
}

/** `Fn::Select`. */
export function select(index: Resolved, list: Resolved): Resolved {
  return overCombinations([index, list], (at, side) => {
    const n = at.kind === 'literal' ? Number(at.value) : Number.NaN;
    if (!Number.isInteger(n) || n < 0) {
      return unknown('parameter', 'the index of Fn::Select is known at deployment only', at, side);
    }
    if (side.kind === 'zones') {
      const { region, parameter } = side;
      return withProvenance({ kind: 'zone', index: n, region, parameter }, at, side);
    }
    if (side.kind !== 'list') {
      return unknown('attribute', 'the list to select from is known at deployment only', side);
    }
    if (side.items.slice(0, n + 1).some(mayBeAbsent)) {
      return unknown('condition', 'which item is selected depends on a condition', side);
    }
    const item = side.items[n];
    if (item === undefined) {
      return unknown('invalid', `Fn::Select takes item ${n} of ${side.items.length}`);
    }
    return withProvenance(item, at, side);
  });
}

/** `Fn::Length`. */
export function lengthOf(list: Resolved): Resolved {
  return overBranches(list, (side) => {
    if (side.kind !== 'list') {
      return unknown('attribute', 'the length of the list is known at deployment only', side);
    }
    if (side.items.some(mayBeAbsent)) {
      return unknown('condition', 'the length of the list depends on a condition', side);
    }
    return withProvenance(literal(side.items.length), side);
  });
}

/** `Fn::ToJsonString`: references stay parts of the text. */
export function toJsonText(value: Resolved): Resolved {
  const parts: Resolved[] = [];
  const budget = { left: MAX_TEXT_LENGTH / 16 };
  writeJson(value, parts, budget);
  if (budget.left < 0) return unknown('limit', 'the JSON text is too long');
  return joinText(parts);
}

function writeJson(value: Resolved, out: Resolved[], budget: { left: number }): void {
  budget.left -= 1;
  if (budget.left < 0) return;
  if (value.kind === 'literal')
    out.push(withProvenance(literal(JSON.stringify(value.value)), value));
  else if (value.kind === 'list') writeItems(value, out, budget);
  else if (value.kind === 'mapping') {
    out.push(literal('{'));
    let separator = '';
    for (const [key, item] of value.entries) {
      out.push(literal(`${separator}${JSON.stringify(key)}:`));
      writeJson(item, out, budget);
      separator = ',';
    }
    out.push(literal('}'));
  } else if (value.kind === 'absent') out.push(ABSENT);
  else if (value.kind === 'branches') {
    out.push(overBranches(value, (side) => toJsonText(side)));
  } else if (value.kind === 'text') {
    out.push(literal('"'));
    for (const part of value.parts) {
      const isText = part.kind === 'literal';
      out.push(isText ? literal(JSON.stringify(String(part.value)).slice(1, -1)) : part);
    }
    out.push(literal('"'));
  } else out.push(literal('"'), value, literal('"'));
}

function writeItems(list: List, out: Resolved[], budget: { left: number }): void {
  out.push(literal('['));
  for (const [i, item] of list.items.entries()) {
    if (i > 0) out.push(literal(','));
    writeJson(item, out, budget);
  }
  out.push(literal(']'));
}
