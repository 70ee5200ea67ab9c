import type { Report, ReportFinding } from './report.ts';
import { counted, fullMessage, KINDS, kindOf } from './words.ts';

/** Findings of one rule with one level: what they have in common is said once. */
export interface RuleGroup {
  readonly kind: (typeof KINDS)[number];
  readonly ruleId: string;
  /** What it leads to, and what to do. */
  readonly consequence: string;
  readonly fix: string;
  readonly findings: readonly ReportFinding[];
}

/** The order of consequences: what a lost zone takes, data that is gone, a lost Region, the rest. */
const GRAVEST = [/\blost (?:zone|node)\b/, /\bdata\b|\bgone\b/, /\bRegion\b/];

/** Failing findings by level and rule, gravest first and among equals those of most resources. */
export function failuresByRule({ findings, rules }: Report): readonly RuleGroup[] {
  const facts = new Map(rules.map((rule) => [rule.id, rule]));
  const failing = findings.filter(({ status }) => status === 'fail');
  const groups = [...Map.groupBy(failing, (one) => `${one.severity} ${one.ruleId}`).values()];
  return groups
    .flatMap((same): RuleGroup[] => {
      const [first] = same;
      const kind = first && kindOf(first);
      const rule = first && facts.get(first.ruleId);
      if (first === undefined || kind === undefined || rule === undefined) return [];
      const { consequence, fix } = rule;
      return [{ kind, ruleId: first.ruleId, consequence, fix, findings: same }];
    })
    .toSorted(
      (a, b) =>
        KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
        gravity(a) - gravity(b) ||
        b.findings.length - a.findings.length,
    );
}

function gravity({ consequence }: RuleGroup): number {
  const at = GRAVEST.findIndex((pattern) => pattern.test(consequence));
  return at < 0 ? GRAVEST.length : at;
}

/** Findings of a group by what was found, since many resources often have the same fault. */
export function byCause({
  findings,
}: RuleGroup): readonly (readonly [string, readonly ReportFinding[]])[] {
  return [...Map.groupBy(findings, fullMessage)].toSorted(([, a], [, b]) => b.length - a.length);
}

/** What cannot be known, by cause, the commonest first. */
export function unknownByCause({ findings }: Report): readonly {
  readonly cause: string;
  readonly findings: readonly ReportFinding[];
  readonly ruleIds: readonly string[];
}[] {
  const unknown = findings.filter(({ status }) => status === 'unknown');
  return [...Map.groupBy(unknown, fullMessage)]
    .map(([cause, same]) => ({
      cause,
      findings: same,
      ruleIds: [...new Set(same.map(({ ruleId }) => ruleId))],
    }))
    .toSorted((a, b) => b.findings.length - a.findings.length);
}

/** `2 errors only if Stage is dev`: what depends on parameters that nobody has given. */
export function onlyWith({ findings }: Report): readonly string[] {
  const conditional = findings.filter(
    ({ status, severity, onlyIf }) =>
      status === 'fail' && severity !== 'info' && onlyIf !== undefined,
  );
  const byCase = Map.groupBy(conditional, ({ onlyIf = [] }) => onlyIf.join(' and '));
  return [...byCase]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([text, same]) => {
      const counts = (['error', 'warning'] as const).flatMap((kind) => {
        const count = same.filter(({ severity }) => severity === kind).length;
        return count === 0 ? [] : [counted(count, kind)];
      });
      return `${counts.join(' and ')} only if ${text}`;
    });
}
