import type { Plan } from '../../../../lib/strategies/index.ts';
import {
  failsOver,
  hasOtherRegion,
  hasRecoveryPlan,
  inOneRegion,
  isSwitched,
  not,
  sharesTraffic,
  type Where,
} from '../../../support/plans.ts';

/** Rules that judge an architecture, but that no mutation of its templates can show, and why. */
export const UNBROKEN: Readonly<Record<string, string>> = {
  'HA-ASG-10': 'it fails as it is, for information: the groups have one instance type',
  'HA-S3-4': 'it fails as it is, for information: backups are locked, and live objects are not',
  'HA-REG-8':
    'it fails as it is, and is acknowledged: each Region fills its cache from its database',
  'HA-SQS-9':
    'it fails as it is, and is acknowledged: the alarm counts what the rule matches, delivered or not',
  'HA-DNS-14': 'each Region has a record of its own, beside those by which it is chosen',
  'HA-OPS-5': 'objectives are in the configuration, and in no template',
};

interface Silence {
  readonly rules: readonly string[];
  /** What the architectures do not have. */
  readonly why: string;
  /** @default - all plans */
  readonly in?: Where;
}

/** Rules that have nothing to judge in an architecture, and why. */
const SILENT: readonly Silence[] = [
  { rules: ['HA-NET-4'], why: 'NAT gateways are zonal, one in each zone' },
  { rules: ['HA-NET-7'], why: 'no firewall or appliance is between the subnets' },
  { rules: ['HA-NET-8'], why: 'no resolver endpoint' },
  {
    rules: ['HA-ALB-8'],
    why: 'targets of all zones count together, and there is no other Region',
    in: not(hasOtherRegion),
  },
  { rules: ['HA-NET-10'], why: 'the networks of the Regions are not connected' },
  { rules: ['HA-NET-11'], why: 'zones are named, for each Region' },
  { rules: ['HA-ALB-4', 'HA-ALB-12'], why: 'all load balancers are Application Load Balancers' },
  { rules: ['HA-ASG-11'], why: 'no Spot instances' },
  {
    rules: [
      'HA-ECS-1',
      'HA-ECS-2',
      'HA-ECS-3',
      'HA-ECS-4',
      'HA-ECS-5',
      'HA-ECS-6',
      'HA-ECS-7',
      'HA-ECS-8',
      'HA-ECS-9',
      'HA-REG-12',
    ],
    why: 'no containers',
  },
  { rules: ['HA-LAM-2'], why: 'no event starts a function' },
  { rules: ['HA-LAM-3', 'HA-SQS-4', 'HA-SQS-7'], why: 'instances read the queue, no function' },
  { rules: ['HA-AUR-3', 'HA-AUR-10'], why: 'the instances of the database are provisioned' },
  { rules: ['HA-AUR-8', 'HA-AUR-15', 'HA-AUR-18'], why: 'the database is Aurora' },
  { rules: ['HA-SQS-10'], why: 'no state machine' },
  { rules: ['HA-AUR-12'], why: 'no proxy of the database' },
  { rules: ['HA-CACHE-6'], why: 'the cache is a replication group' },
  {
    rules: ['HA-OTH-1', 'HA-OTH-2', 'HA-OTH-3', 'HA-OTH-5', 'HA-OTH-6'],
    why: 'no file system, search domain, broker or database but those of the service',
  },
  { rules: ['HA-OTH-4'], why: 'instances are in Auto Scaling groups' },
  { rules: ['HA-SEC-7'], why: 'no API of API Gateway' },
  { rules: ['HA-OPS-3'], why: 'names of roles and buckets are left to CloudFormation' },
  { rules: ['HA-OPS-6'], why: 'images are named by parameters of their own Region' },
  { rules: ['HA-OPS-7'], why: 'CloudFormation deploys, and no CodeDeploy' },
  { rules: ['HA-REG-13'], why: 'no accelerator or distribution' },
  { rules: ['HA-LAM-4'], why: 'no function answers requests' },
  { rules: ['HA-DNS-5'], why: 'all records are aliases' },
  { rules: ['HA-DNS-15'], why: 'all records are of type A' },
  { rules: ['HA-DNS-8'], why: 'health checks ask endpoints, and no alarm' },
  { rules: ['HA-DNS-11'], why: 'the hosted zone is the owner’s, and in no template' },
  {
    rules: ['HA-DNS-1', 'HA-DNS-2', 'HA-DNS-3', 'HA-DNS-9'],
    why: 'no failover records',
    in: not(failsOver),
  },
  {
    rules: ['HA-DNS-4', 'HA-DNS-6', 'HA-DNS-7', 'HA-DNS-12', 'HA-DNS-13', 'HA-DNS-14', 'HA-DNS-16'],
    why: 'one record, and nothing to choose by health',
    in: inOneRegion,
  },
  {
    rules: ['HA-DNS-10'],
    why: 'no records that share the traffic',
    in: not(sharesTraffic),
  },
  {
    rules: ['HA-BKP-2', 'HA-REG-10', 'HA-REG-17'],
    why: 'no other Region at all',
    in: not(hasOtherRegion),
  },
  {
    rules: ['HA-AUR-14', 'HA-REG-2', 'HA-REG-3', 'HA-REG-4', 'HA-REG-5'],
    why: 'no global database',
    in: inOneRegion,
  },
  {
    rules: ['HA-S3-2', 'HA-S3-3', 'HA-DDB-4', 'HA-SEC-4'],
    why: 'no live data in another Region',
    in: inOneRegion,
  },
  {
    rules: ['HA-OBS-6', 'HA-REG-1', 'HA-REG-6', 'HA-REG-8', 'HA-REG-11', 'HA-REG-14'],
    why: 'nothing that fails over to another Region',
    in: inOneRegion,
  },
  {
    rules: ['HA-REG-15'],
    why: 'no failover that somebody starts',
    in: not(isSwitched),
  },
  { rules: ['HA-REG-9', 'HA-REG-16'], why: 'no Region switch plan', in: not(hasRecoveryPlan) },
];

/** The rules that are silent about a plan. */
export function silentIn(plan: Plan): readonly string[] {
  return SILENT.filter((one) => one.in?.(plan) ?? true).flatMap((one) => one.rules);
}
