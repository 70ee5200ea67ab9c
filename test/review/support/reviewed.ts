import { graphOf } from '../../../lib/assembly/index.ts';
import { review } from '../../../lib/review/engine.ts';
import { createProfile } from '../../../lib/review/profile.ts';
import { createReport, type Report } from '../../../lib/review/reports/report.ts';
import type { Acknowledgement, Rule } from '../../../lib/review/rule.ts';
import { rule as asg1 } from '../../../lib/review/rules/asg/several-zones.ts';
import { rule as protection } from '../../../lib/review/rules/aur/deletion-protection.ts';
import { rule as reg1 } from '../../../lib/review/rules/reg/stacks-in-standby.ts';

/** Counted as an error: what reports say of levels is shown with rules of several. */
export const aur5: Rule = { ...protection, severity: 'error' };

const template = (instanceType: string, more = '') => `
Parameters:
  Zone: { Type: String, Default: eu-west-1a }
  Protect: { Type: String }
  Stage: { Type: String }
Conditions:
  IsProduction: !Equals [!Ref Stage, production]
Resources:
  SubnetA: { Type: AWS::EC2::Subnet, Properties: { AvailabilityZone: !Ref Zone } }
  SubnetB: { Type: AWS::EC2::Subnet, Properties: { AvailabilityZone: eu-west-1b } }
  Wide:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: { VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB], MinSize: 2, MaxSize: 8, LaunchTemplate: { LaunchTemplateId: !Ref Template } }
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties: { LaunchTemplateData: { InstanceType: ${instanceType} } }
  Conditional:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      VPCZoneIdentifier: !If [IsProduction, [!Ref SubnetA, !Ref SubnetB], [!Ref SubnetA]]
  Open: { Type: AWS::RDS::DBCluster, Properties: { DeletionProtection: !Ref Protect } }
  Accepted: { Type: AWS::RDS::DBCluster, Properties: { DeletionProtection: false } }
  Lapsed: { Type: AWS::RDS::DBCluster, Properties: { DeletionProtection: false } }
${more}`;

const acknowledgements: readonly Acknowledgement[] = [
  { rule: 'HA-AUR-5', resource: '*/Accepted', reason: 'holds <nothing> | but "copies"' },
  { rule: 'HA-AUR-5', resource: 'Lapsed', reason: 'until the move', expires: '2025-12-31' },
  { rule: 'HA-ASG-1', resource: 'Gone', reason: 'a queue of one worker' },
];

/** A report that has everything that a report can have. */
export function reviewed(rules: readonly Rule[] = [asg1, aur5, reg1]): Report {
  const graph = graphOf(
    { name: 'shop-eu-west-1', region: 'eu-west-1', template: template('m7g.large') },
    {
      name: 'shop-eu-central-1',
      region: 'eu-central-1',
      template: template('m7g.xlarge', '  Extra: { Type: AWS::SNS::Topic }'),
    },
  );
  const profile = createProfile({ strategy: 'warm-standby' }, graph);
  const today = '2026-01-01';
  const result = review({ graph, rules, profile, acknowledgements, today });
  return createReport({
    graph,
    profile,
    review: result,
    problems: [
      {
        code: 'not-visible',
        severity: 'warning',
        file: '/srv/shop/a b.yaml',
        line: 3,
        found: 'a nested template at https://example.com',
        expected: 'a file',
        fix: 'package it',
      },
    ],
    root: '/srv/shop',
  });
}
