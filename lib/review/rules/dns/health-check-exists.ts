import { referencesIn } from '../../../assembly/index.ts';
import { RECORD_TYPES, recordsIn } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

/** A plan of ARC Region switch makes health checks by which it moves traffic. */
const PROVIDERS = ['AWS::Route53::HealthCheck', 'AWS::ARCRegionSwitch::Plan'];

/** What may hand on the ID of a health check that it did not make. */
const CARRIERS = /^(?:Custom::|AWS::CloudFormation::|AWS::SSM::|AWS::Lambda::)/;

export const rule: ResourceRule = {
  id: 'HA-DNS-6',
  consequence: 'the record does not follow the health of its endpoint',
  title: 'The health check of a record exists',
  rationale:
    'A record whose health check is something else, or is deleted, no longer follows the health of its endpoint.',
  severity: 'error',
  fix: 'Refer to an AWS::Route53::HealthCheck, or to a health check of a Region switch plan.',
  wellArchitected: ['REL11-BP02'],
  docs: ['https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-deleting.html'],
  appliesTo: RECORD_TYPES,
  check(resource, { graph }) {
    return recordsIn(graph, resource).flatMap((record) => {
      const check = graph.follow(record.get('HealthCheckId'));
      if (check.kind === 'absent') return [];
      const property = [...record.path, 'HealthCheckId'];
      const found = referencesIn(check).map(({ node }) => node);
      const provider = found.find(({ type }) => PROVIDERS.includes(type));
      if (provider !== undefined && graph.exists(provider) === false) {
        return [fail(`no deployment makes ${provider.logicalId}`, { property })];
      }
      if (provider !== undefined) {
        const evidence = provider === resource ? [] : [{ resource: provider, note: 'makes it' }];
        return [pass(`it is made by ${provider.logicalId}`, { property, evidence })];
      }
      const other = found.find(({ type }) => !CARRIERS.test(type));
      if (other !== undefined) {
        return [fail(`${other.logicalId} is ${other.type}, not a health check`, { property })];
      }
      if (check.kind === 'unknown' && check.code === 'undefined') {
        return [fail(`HealthCheckId leads nowhere: ${check.reason}`, { property })];
      }
      return [unknown('HealthCheckId leads to no resource of these templates', { property })];
    });
  },
};
