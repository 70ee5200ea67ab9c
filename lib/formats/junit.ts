import { escapeMarkup } from './escape.ts';

/** A part of the suites, and the cases in it. */
export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
}

/** What was judged: it passes, unless it is one of these. */
export interface JunitCase {
  readonly classname: string;
  readonly name: string;
  readonly failure?: { readonly type: string; readonly message: string; readonly text: string };
  /** Why there is no judgement. */
  readonly skipped?: string;
}

/** JUnit's XML, as CI systems read it. */
export function junitXml(suites: readonly JunitSuite[]): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="evenkeel" ${totals(suites.flatMap(({ cases }) => cases))}>`,
    ...suites.flatMap(({ name, cases }) => [
      `  <testsuite name="${escapeMarkup(name)}" ${totals(cases)}>`,
      ...cases.flatMap(caseLines),
      '  </testsuite>',
    ]),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function totals(cases: readonly JunitCase[]): string {
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  const skipped = cases.filter((one) => one.skipped !== undefined).length;
  return `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
}

function caseLines({ classname, name, failure, skipped }: JunitCase): string[] {
  const open = `    <testcase classname="${escapeMarkup(classname)}" name="${escapeMarkup(name)}"`;
  const close = '    </testcase>';
  if (failure !== undefined) {
    const { type, message, text } = failure;
    const head = `<failure type="${escapeMarkup(type)}" message="${escapeMarkup(message)}">`;
    return [`${open}>`, `      ${head}${escapeMarkup(text)}</failure>`, close];
  }
  if (skipped === undefined) return [`${open}/>`];
  return [`${open}>`, `      <skipped message="${escapeMarkup(skipped)}"/>`, close];
}
