import type { Template } from 'aws-cdk-lib/assertions';

/** What the world looks like: the Regions whose load balancer, and whose health check, is healthy. */
export interface World {
  readonly targets: readonly string[];
  readonly checks: readonly string[];
  /** The references to an operator's health checks that are turned on. */
  readonly switches?: readonly string[];
}

interface RecordSet {
  readonly Name: string;
  readonly AliasTarget: { readonly DNSName: string; readonly EvaluateTargetHealth: boolean };
  readonly HealthCheckId?: { readonly Ref: string };
  readonly Failover?: 'PRIMARY' | 'SECONDARY';
  readonly Region?: string;
}

/** Every record of the template's record set groups. */
export function recordSets(template: Template): RecordSet[] {
  return Object.values(template.findResources('AWS::Route53::RecordSetGroup')).flatMap(
    ({ Properties }) => Properties.RecordSets as RecordSet[],
  );
}

/**
 * The Region that Route 53 answers with, by the rules of
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html:
 * a record is healthy when its health check passes and its target is healthy, a name is when one of
 * its records is, and where no record is healthy all count as such.
 */
export function answer(template: Template, name: string, world: World): string {
  const records = recordSets(template);
  const checks = template.findResources('AWS::Route53::HealthCheck');

  const recordsOf = (wanted: string) => records.filter((record) => record.Name === wanted);
  const regionOf = (target: string) => target.slice(0, target.indexOf('.'));
  const passes = ({ Ref }: { readonly Ref: string }) => {
    const { Properties } = checks[Ref] ?? {};
    if (Properties === undefined) return world.switches?.includes(Ref) ?? false;
    return world.checks.includes(regionOf(Properties.HealthCheckConfig.FullyQualifiedDomainName));
  };
  const nameHealthy = (target: string): boolean => {
    const group = recordsOf(target);
    return group.length > 0 ? group.some(healthy) : world.targets.includes(regionOf(target));
  };
  const healthy = ({ HealthCheckId: check, AliasTarget: target }: RecordSet) =>
    (check === undefined || passes(check)) &&
    (!target.EvaluateTargetHealth || nameHealthy(target.DNSName));
  const choose = (wanted: string): string => {
    const group = recordsOf(wanted);
    if (group.length === 0) return regionOf(wanted);
    const candidates = group.some(healthy) ? group.filter(healthy) : group;
    const chosen = candidates.find(({ Failover }) => Failover === 'PRIMARY') ?? candidates[0];
    return choose(chosen?.AliasTarget.DNSName ?? '');
  };
  return choose(`${name}.`);
}
