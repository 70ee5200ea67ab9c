import { referencesIn } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';
import { actionsIn, textsIn } from './actions.ts';

/** Calls of control planes that are in one Region for all. */
const GLOBAL_CALLS =
  /^(?:route53:(?:change|create|delete|update)|iam:(?:attach|create|delete|detach|put|update)|cloudfront:(?:create|update)|globalaccelerator:(?:create|update)|s3:(?:createbucket|deletebucket|putbucket))/;

/** The service of which roles carry out Region switch plans. */
const SWITCH = 'arc-region-switch.amazonaws.com';

export const reg9: ResourceRule = {
  id: 'HA-REG-9',
  title: 'A Region switch calls no control plane that is in one Region for all',
  rationale:
    'Records, roles and distributions are changed in us-east-1: a switch that needs this fails if the impaired Region is that one.',
  severity: 'error',
  fix: 'Switch by health checks or routing controls, and create roles and buckets beforehand.',
  wellArchitected: ['REL11-BP04'],
  docs: [
    'https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html',
  ],
  appliesTo: ['AWS::IAM::Role'],
  check(role, { graph }) {
    const trusted = textsIn(graph.get(role, 'AssumeRolePolicyDocument'));
    if (!trusted.texts.includes(SWITCH)) return undefined;
    const attached = graph
      .resourcesOf('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy')
      .filter((policy) =>
        [graph.get(policy, 'Roles'), graph.get(policy, 'RoleName')]
          .flatMap(referencesIn)
          .some(({ node }) => node === role),
      );
    const policies = [
      graph.get(role, 'Policies'),
      ...attached.map((policy) => graph.get(policy, 'PolicyDocument')),
    ].map(actionsIn);
    const evidence = attached.map((resource) => ({ resource, note: 'its policy' }));
    const called = policies.flatMap(({ texts }) => texts.filter(isGlobalCall));
    if (called.length > 0) {
      return fail(`it may call ${called.join(', ')}, expected none of them`, { evidence });
    }
    return policies.some(({ isOpen }) => isOpen)
      ? unknown('what it may call is not known', { evidence })
      : pass('it calls no control plane of a global service', { evidence });
  },
};

function isGlobalCall(action: string): boolean {
  const name = action.toLowerCase();
  return GLOBAL_CALLS.test(name) || /^(?:\*|route53:\*|iam:\*|cloudfront:\*)$/.test(name);
}
