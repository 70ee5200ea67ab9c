import {
  failsOver,
  hasRecoveryPlan,
  liveElsewhere,
  sharesTraffic,
} from '../../../support/plans.ts';
import { edit, type Mutation, remove, set } from './mutation.ts';

const records = 'global/Routing';
const healthy = 'global/Routinghealthyeuwest1';
const check = 'global/RoutingHealthCheckeuwest1';
const record = 'Properties/RecordSets';

interface Alias {
  readonly AliasTarget: object;
  readonly HealthCheckId?: unknown;
}

/** A record that is chosen whatever becomes of what it leads to. */
function withoutHealth({ HealthCheckId: _, AliasTarget, ...others }: Alias): object {
  return { ...others, AliasTarget: { ...AliasTarget, EvaluateTargetHealth: false } };
}

export const dns: readonly Mutation[] = [
  {
    rule: 'HA-DNS-1',
    breaks: 'there is nothing to fail over to',
    in: failsOver,
    at: records,
    change: remove(`${record}/Failover=SECONDARY`),
  },
  {
    rule: 'HA-DNS-2',
    breaks: 'nothing judges the primary record',
    in: failsOver,
    at: records,
    change: edit(`${record}/Failover=PRIMARY`, withoutHealth),
  },
  {
    rule: 'HA-DNS-3',
    breaks: 'one health check judges both Regions',
    in: failsOver,
    at: records,
    change: set(`${record}/Failover=SECONDARY/HealthCheckId`, {
      'Fn::GetStackOutput': {
        StackName: 'evenkeel-recovery',
        Region: 'us-east-1',
        OutputName: 'PublishOutputFnGetAttSwitcheuwest140957327Value662D46463E16F3',
      },
    }),
  },
  {
    rule: 'HA-DNS-4',
    breaks: 'a record stays whatever becomes of its load balancer',
    in: hasRecoveryPlan,
    at: healthy,
    change: edit(`${record}/0`, withoutHealth),
  },
  {
    rule: 'HA-DNS-6',
    breaks: 'what the record calls a health check is none',
    in: hasRecoveryPlan,
    at: healthy,
    change: set(`${record}/0/HealthCheckId`, { Ref: 'AlertsPageD9B6A1BD' }),
  },
  {
    rule: 'HA-DNS-6',
    breaks: 'the health check of a record does not exist',
    in: liveElsewhere,
    at: check,
    change: remove(),
    found: ['global/Routing*'],
  },
  {
    rule: 'HA-DNS-7',
    breaks: 'answers are kept for an hour',
    in: hasRecoveryPlan,
    at: healthy,
    change: set(`${record}/0`, {
      Name: 'healthy-eu-west-1.app.example.com.',
      Type: 'CNAME',
      SetIdentifier: 'eu-west-1',
      Weight: 1,
      TTL: '3600',
      ResourceRecords: ['eu-west-1.app.example.com'],
      HealthCheckId: { Ref: 'RoutingHealthCheckeuwest1050A7D7F' },
    }),
    found: [check],
    also: [{ rule: 'HA-DNS-5', on: healthy, why: 'it is about the time to live alone' }],
  },
  {
    rule: 'HA-DNS-9',
    breaks: 'both records lead to one Region',
    in: failsOver,
    at: records,
    change: set(
      `${record}/Failover=SECONDARY/AliasTarget/DNSName`,
      'healthy-eu-west-1.app.example.com.',
    ),
  },
  {
    rule: 'HA-DNS-10',
    breaks: 'one Region of an active-active set has all records',
    in: sharesTraffic,
    at: records,
    change: remove(`${record}/Region!=eu-west-1`),
    found: ['global/Routing*'],
  },
  {
    rule: 'HA-DNS-12',
    breaks: 'the health check asks for the name that depends on it',
    in: liveElsewhere,
    at: check,
    change: set('Properties/HealthCheckConfig/FullyQualifiedDomainName', 'app.example.com'),
  },
  {
    rule: 'HA-DNS-13',
    breaks: 'nobody hears of a failed health check',
    in: liveElsewhere,
    at: 'global/HealthCheckseuwest1',
    change: remove(),
    found: [check],
  },
  {
    rule: 'HA-DNS-16',
    breaks: 'the health check asks a port that nothing listens on',
    in: liveElsewhere,
    at: check,
    change: set('Properties/HealthCheckConfig/Port', 8443),
  },
];
