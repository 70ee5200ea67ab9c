import { type InputProblem, parseDocument } from '../../assembly/index.ts';
import {
  type Check,
  type Checks,
  check,
  fieldProblems,
  isFields,
  located,
  memberKey,
  object,
  optional,
  suggestion,
} from '../../validation/index.ts';
import { FACTS } from '../facts/index.ts';
import type { Given } from '../figures.ts';

export interface ParsedFacts {
  /** By key, in place of what is published. */
  readonly facts: Readonly<Record<string, Given>>;
  readonly problems: readonly InputProblem[];
}

/** A fact of somebody's own: a number, or one with its range and where it is from. */
type Own =
  | number
  | {
      readonly value: number;
      readonly range?: readonly [number, number];
      readonly source?: string;
      readonly asOf?: string;
    };

/**
 * Reads a file of facts, JSON or YAML, such as what was measured in one's own drills; everything
 * that is wrong with it is told at once, with its line.
 *
 * ```yaml
 * aurora.globalFailover: { value: 90, range: [60, 240], source: 'game day of 2026-09-30' }
 * elb.dnsTtl: 60
 * ```
 */
export function parseFacts(text: string, file: string): ParsedFacts {
  if (text.trim() === '') return { facts: {}, problems: [] };
  const { value: document, problems } = parseDocument(text, file);
  if (document === undefined) return { facts: {}, problems };
  const body = document.value ?? {};
  const all = [...problems, ...located(problemsOf(body), file, (path) => document.locate(path))];
  if (all.length > 0) return { facts: {}, problems: all };
  const facts = Object.entries(body as Readonly<Record<string, Own>>).map(([key, own]) => {
    const given = typeof own === 'number' ? { value: own } : own;
    return [key, { source: file, ...given, setBy: 'declared' as const }];
  });
  return { facts: Object.fromEntries(facts), problems: [] };
}

const amount = check(
  (value) => typeof value === 'number' && value >= 0,
  'a number of at least 0',
  'write it without quotes',
);

const text = check(
  (value) => typeof value === 'string' && value.trim() !== '',
  'a string',
  'write it in quotes',
);

const FIELDS: Checks = {
  value: amount,
  range: optional(
    check(
      (value) =>
        Array.isArray(value) &&
        value.length === 2 &&
        value.every((each) => typeof each === 'number' && each >= 0) &&
        value[0] <= value[1],
      'the least and the most',
      'write [60, 240]',
    ),
  ),
  source: optional(text),
  asOf: optional(
    check(
      (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
      'a date such as 2026-09-30',
      'write year, month and day',
    ),
  ),
};

const fact: Check = (key, value) =>
  isFields(value) ? object(FIELDS)(key, value) : amount(key, value);

function problemsOf(body: unknown) {
  if (!isFields(body)) {
    const expected = 'an object of facts';
    return [{ key: '', value: body, expected, remedy: 'write { elb.dnsTtl: 60 }' }];
  }
  const known = Object.keys(FACTS);
  const unknown = Object.keys(body)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      key: memberKey('', name),
      value: body[name],
      expected: 'the key of a fact, as the JSON of a prediction has them',
      remedy: suggestion(name, known) ?? `they are ${known.join(', ')}`,
    }));
  const named = Object.fromEntries(Object.entries(body).filter(([name]) => known.includes(name)));
  const checks = Object.fromEntries(Object.keys(named).map((name) => [name, fact]));
  return [...unknown, ...fieldProblems('', named, checks)];
}
