import { join } from 'node:path';
import {
  type Checks,
  check,
  itemKey,
  listOf,
  located,
  memberKey,
  number,
  object,
  oneOf,
  optional,
  truth,
} from '../../validation/index.ts';
import { own } from '../json.ts';
import type { InputProblem } from '../problems.ts';
import type { Boundary } from './boundary.ts';
import { parseDocument } from './template.ts';

/**
 * What a Region is for: `primary` serves; `standby` takes over when it is lost; `active` serves
 * together with others; `recovery` holds backups only, until the service is deployed to it.
 */
export type Role = 'primary' | 'standby' | 'active' | 'recovery';

/** All that a Region can be for. */
const ROLES: readonly Role[] = ['primary', 'standby', 'active', 'recovery'];

/**
 * What brings the service back when a Region is lost. `none`: it waits for the Region to return;
 * `restore`: it is deployed in another Region, from copies of backups; `switch`: somebody, or an
 * alarm, promotes, scales and moves traffic to another Region; `routing`: health checks leave the
 * Region out, and the others go on.
 */
export type Recovery = 'none' | 'restore' | 'switch' | 'routing';

/** All that can bring a service back. */
const RECOVERIES: readonly Recovery[] = ['none', 'restore', 'switch', 'routing'];

/**
 * What a service is for. `development`: it may be away, and what it holds may be lost with it, so
 * that rules which ask for protection, backups, drills and a way out for each zone do not apply.
 */
export type Stage = 'production' | 'development';

const STAGES: readonly Stage[] = ['production', 'development'];

/** The file of a cloud assembly that says what the owner of its service declared. */
export const DECLARATION_FILE = 'evenkeel.json';

/**
 * What the owner of a service declared, beside the templates in its cloud assembly: what they are
 * held against. It never says which least is enough for a rule.
 */
export interface Declaration {
  /** The edition of this file: 1. */
  readonly version: 1;
  /** What the service is for. */
  readonly stage?: Stage;
  /** The Regions of the service, and what each is for. */
  readonly regions?: readonly { readonly name: string; readonly role?: Role }[];
  /** Whether other Regions hold the data as it is written. */
  readonly liveData?: boolean;
  /** Whether several Regions answer clients at the same time. */
  readonly sharedTraffic?: boolean;
  /** What brings the service back when a Region is lost. */
  readonly recovery?: Recovery;
  /** The share of the peak that a Region which takes over carries at once, 0 to 1. */
  readonly standbyFraction?: number;
  /** How many instances or tasks carry the peak, by construct path or logical ID, `*` for any name. */
  readonly peaks?: readonly { readonly resource: string; readonly instances: number }[];
  /** What the service promises, as a config has it. */
  readonly objectives?: {
    readonly availabilityPercent?: number;
    readonly regionLoss?: { readonly rtoMinutes?: number; readonly rpoMinutes?: number };
  };
  /** Scenarios in which all that the peak needs is served again without a person: `az-loss`. */
  readonly survives?: readonly string[];
}

const name = check(
  (value) => typeof value === 'string' && value.trim() !== '',
  'a string that is not empty',
  'write it in quotes',
);

/** Regions that an earlier item of a list names already. */
function repeatedNames(key: string, value: unknown) {
  const names = Array.isArray(value) ? value.map((item) => own(item, 'name')) : [];
  return names.flatMap((name, i) => {
    if (name === undefined || names.indexOf(name) === i) return [];
    const at = memberKey(itemKey(key, i), 'name');
    return [{ key: at, value: name, expected: 'another Region', remedy: 'name each Region once' }];
  });
}

/** The properties of a service that a config declares in the same words. */
export const PROPERTY_CHECKS = {
  stage: optional(oneOf(STAGES)),
  liveData: optional(truth),
  sharedTraffic: optional(truth),
  recovery: optional(oneOf(RECOVERIES)),
  regions: optional((key, value) => [
    ...listOf(
      object({ name, role: optional(oneOf(ROLES)) }),
      'a list of Regions',
      "write [{ name: 'eu-west-1' }, …]",
    )(key, value),
    ...repeatedNames(key, value),
  ]),
  peaks: optional(
    listOf(
      object({
        resource: name,
        instances: number({ from: 1, whole: true }, 'count instances, or tasks'),
      }),
      'a list of peaks',
      "write [{ resource: 'WebGroup', instances: 6 }]",
    ),
  ),
} satisfies Checks;

const minutes = optional(number({ from: 0 }, 'write minutes, without quotes'));

const problemsOf = object({
  version: editionProblems,
  ...PROPERTY_CHECKS,
  standbyFraction: optional(number({ from: 0, to: 1 }, 'write a number without quotes')),
  objectives: optional(
    object({
      availabilityPercent: optional(number({ above: 0, to: 100 }, 'write a number such as 99.95')),
      regionLoss: optional(object({ rtoMinutes: minutes, rpoMinutes: minutes })),
    }),
  ),
  survives: optional(listOf(name, 'a list of scenarios', 'write [az-loss, …]')),
});

function editionProblems(key: string, value: unknown) {
  if (value === 1) return [];
  const remedy = 'synthesize the app and judge it with the same version of evenkeel';
  return [{ key, value, expected: '1', remedy }];
}

/** Bytes of a declaration: a page of text. */
const MAX_BYTES = 1024 * 1024;

/** What is declared in the folder of a cloud assembly; undefined: nothing, or not as it must be. */
export function readDeclaration(
  folder: string,
  boundary: Boundary,
  problems: InputProblem[],
): Declaration | undefined {
  const file = join(folder, DECLARATION_FILE);
  const content = boundary.readText(file, MAX_BYTES);
  if ('problem' in content) {
    // An assembly of anybody else has none.
    if (content.problem.found !== 'nothing') problems.push(content.problem);
    return undefined;
  }
  const { value: document, problems: broken } = parseDocument(content.text, file);
  problems.push(...broken);
  if (document === undefined) return undefined;
  // What a newer edition has besides is no mistake of its own.
  const isOther = own(document.value, 'version') !== 1;
  const wrong = isOther
    ? editionProblems('version', own(document.value, 'version'))
    : problemsOf('', document.value);
  problems.push(...located(wrong, file, (path) => document.locate(path)));
  return wrong.length === 0 ? (document.value as Declaration) : undefined;
}

/** The one declaration of all assemblies; of several that differ none counts, with a problem. */
export function onlyDeclaration(
  declared: readonly Declaration[],
  problems: InputProblem[],
): Declaration | undefined {
  const different = new Set(declared.map((one) => JSON.stringify(one)));
  if (different.size <= 1) return declared[0];
  problems.push({
    code: 'not-visible',
    severity: 'warning',
    file: DECLARATION_FILE,
    found: `declarations of ${different.size} services that differ`,
    expected: 'one service at a time',
    fix: 'pass the folder of one of them, or declare in a config what holds for all',
  });
  return undefined;
}
