import { formatProblem } from '../../assembly/index.ts';
import { type JunitCase, junitXml } from '../../formats/index.ts';
import type { ObjectivePrediction } from '../prediction.ts';
import { rowsOf } from '../rows.ts';
import type { PredictionReport } from './report.ts';
import { evidenceText, objectiveText, remedyText } from './words.ts';

/**
 * JUnit's XML, as CI systems read it: a case for each objective, which fails where it is missed, and
 * one for each path of each scenario, which says what is not known. What no objective asks for fails
 * nothing.
 */
export function junitReport(report: PredictionReport): string {
  const unseen = report.problems.map((problem) => ({
    classname: problem.code,
    name: problem.file,
    skipped: formatProblem(problem),
  }));
  const scenarios = rowsOf(report.scenarios).map(
    ({ scenario, name, path }): JunitCase => ({
      classname: scenario.id,
      name,
      ...(path.level === 'unknown' && {
        skipped: `unknown: ${path.because.map(({ text }) => text).join('; ')}`,
      }),
    }),
  );
  const suites = [
    { name: 'Input', cases: unseen },
    { name: 'Objectives', cases: report.objectives.map(objectiveCase) },
    { name: 'Scenarios', cases: scenarios },
  ];
  return junitXml(suites.filter(({ cases }) => cases.length > 0));
}

function objectiveCase(objective: ObjectivePrediction): JunitCase {
  const { key, verdict, longestBar, remedies } = objective;
  const named = { classname: 'objectives', name: key };
  const message = objectiveText(objective);
  if (verdict === 'met') return named;
  if (verdict === 'unknown') return { ...named, skipped: message };
  const bar =
    longestBar === undefined
      ? []
      : [`${longestBar.phase}: ${longestBar.title}`, ...longestBar.evidence.map(evidenceText)];
  const text = [...bar, ...remedies.map(remedyText)].join('\n');
  return { ...named, failure: { type: 'objective', message, text } };
}
