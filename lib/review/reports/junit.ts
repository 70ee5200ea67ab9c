import { type JunitCase, junitXml } from '../../formats/index.ts';
import { AREAS, areaOf } from '../rules/areas.ts';
import type { Report, ReportFinding } from './report.ts';
import { fullMessage, inputProblem, placeOf, subjectOf } from './words.ts';

/**
 * JUnit's XML, as CI systems read it: a suite for each area, a case for each rule and resource.
 * What is unknown, acknowledged or advice is skipped, with the reason, as is what could not be seen
 * at all: what CI shows as failed is what is wrong.
 */
export function junitReport(report: Report): string {
  const { findings, problems } = report;
  const areas = [...Map.groupBy(findings, ({ ruleId }) => areaOf({ id: ruleId }))];
  const unseen = problems.map((problem) => ({
    classname: problem.code,
    name: problem.file,
    skipped: inputProblem(problem, report),
  }));
  return junitXml([
    ...(unseen.length === 0 ? [] : [{ name: 'Input', cases: unseen }]),
    ...areas.map(([area, own]) => ({ name: AREAS[area], cases: own.map(testCase) })),
  ]);
}

function testCase(finding: ReportFinding): JunitCase {
  const { ruleId, status, severity, stack, region, property, acknowledgement } = finding;
  const name = [stack, region, subjectOf(finding), property].filter(Boolean).join(' ');
  const named = { classname: ruleId, name };
  const message = fullMessage(finding);
  switch (status) {
    case 'pass':
      return named;
    case 'fail':
      if (severity === 'info') return { ...named, skipped: `advice: ${message}` };
      return { ...named, failure: { type: severity, message, text: placeOf(finding) ?? '' } };
    case 'unknown':
      return { ...named, skipped: `unknown: ${message}` };
    case 'acknowledged':
      return { ...named, skipped: `acknowledged: ${acknowledgement?.reason ?? ''}` };
  }
}
