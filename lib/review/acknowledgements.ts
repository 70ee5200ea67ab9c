import { matchesPath } from '../assembly/index.ts';
import type { Acknowledgement, Finding } from './rule.ts';

/**
 * The finding as it stands after those acknowledgements that match it: accepted with the reason,
 * or still failing because the acknowledgement has expired. Passes stay as they are.
 *
 * @param used takes note of the acknowledgements that matched
 */
export function acknowledge(
  finding: Finding,
  acknowledgements: readonly Acknowledgement[],
  today: string,
  used: Set<Acknowledgement>,
): Finding {
  if (finding.status === 'pass') return finding;
  const matching = acknowledgements.filter((one) => matches(one, finding));
  for (const one of matching) used.add(one);
  const valid = matching.find(({ expires }) => expires === undefined || today <= expires);
  if (valid !== undefined) return { ...finding, status: 'acknowledged', acknowledgement: valid };
  const [expired] = matching;
  if (expired === undefined) return finding;
  const message = `${finding.message} (its acknowledgement expired on ${expired.expires}: ${expired.reason})`;
  return { ...finding, message, acknowledgement: expired };
}

function matches({ rule, resource, source }: Acknowledgement, finding: Finding): boolean {
  if (rule !== finding.rule.id) return false;
  // CDK's own are paths and no patterns.
  const isNamed = (name: string) =>
    source === 'cdk'
      ? `${name}/`.startsWith(resource === '' ? '' : `${resource}/`)
      : matchesPath(resource, name);
  return namesOf(finding).some(isNamed);
}

/** Everything by which an acknowledgement may name what a finding is about. */
function namesOf({ stack, resource }: Finding): readonly string[] {
  const names = [
    resource?.constructPath,
    resource?.logicalId,
    resource?.id,
    resource !== undefined && stack?.name !== undefined && `${stack.name}/${resource.logicalId}`,
    stack?.constructPath,
    stack?.name,
    stack?.id,
    // What is about the architecture as a whole can only be accepted for all of it.
    stack === undefined && '*',
  ];
  return names.filter((name) => typeof name === 'string');
}
