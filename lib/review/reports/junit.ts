import { AREAS, areaOf } from '../rules/areas.ts';
import type { Report, ReportFinding } from './report.ts';
import { escapeMarkup, fullMessage, inputProblem, placeOf, subjectOf } from './words.ts';

/**
 * JUnit's XML, as CI systems read it: a suite for each area, a case for each rule and resource.
 * What is unknown or acknowledged is skipped, with the reason, as is what could not be seen at all.
 */
export function junitReport(report: Report): string {
  const { findings, problems } = report;
  const suites = [...Map.groupBy(findings, ({ ruleId }) => areaOf({ id: ruleId }))];
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="evenkeel" ${totals(findings, problems.length)}>`,
    ...unseen(report),
    ...suites.flatMap(([area, own]) => [
      `  <testsuite name="${escapeMarkup(AREAS[area])}" ${totals(own)}>`,
      ...own.flatMap(testCase),
      '  </testsuite>',
    ]),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function unseen(report: Report): string[] {
  const { problems } = report;
  if (problems.length === 0) return [];
  return [
    `  <testsuite name="Input" ${totals([], problems.length)}>`,
    ...problems.flatMap((problem) => [
      `    <testcase classname="${problem.code}" name="${escapeMarkup(problem.file)}">`,
      `      <skipped message="${escapeMarkup(inputProblem(problem, report))}"/>`,
      '    </testcase>',
    ]),
    '  </testsuite>',
  ];
}

function totals(findings: readonly ReportFinding[], unseenCases = 0): string {
  const failures = findings.filter(({ status }) => status === 'fail').length;
  const skipped = findings.filter(
    ({ status }) => status === 'unknown' || status === 'acknowledged',
  ).length;
  const [tests, left] = [findings.length + unseenCases, skipped + unseenCases];
  return `tests="${tests}" failures="${failures}" errors="0" skipped="${left}"`;
}

function testCase(finding: ReportFinding): string[] {
  const { ruleId, status, severity, stack, region, property, acknowledgement } = finding;
  const name = [stack, region, subjectOf(finding), property].filter(Boolean).join(' ');
  const open = `    <testcase classname="${ruleId}" name="${escapeMarkup(name)}"`;
  const message = escapeMarkup(fullMessage(finding));
  const details = escapeMarkup(placeOf(finding) ?? '');
  switch (status) {
    case 'pass':
      return [`${open}/>`];
    case 'fail':
      return [
        `${open}>`,
        `      <failure type="${severity}" message="${message}">${details}</failure>`,
        '    </testcase>',
      ];
    case 'unknown':
      return [`${open}>`, `      <skipped message="unknown: ${message}"/>`, '    </testcase>'];
    case 'acknowledged': {
      const reason = escapeMarkup(acknowledgement?.reason ?? '');
      return [`${open}>`, `      <skipped message="acknowledged: ${reason}"/>`, '    </testcase>'];
    }
  }
}
