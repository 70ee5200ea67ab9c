import {
  hasOtherRegion,
  hasRecoveryPlan,
  inOneRegion,
  liveElsewhere,
  not,
  runsElsewhere,
  sharesTraffic,
  type Where,
} from '../../../support/plans.ts';
import { edit, type Mutation, remove, set } from './mutation.ts';

const standby = '<other>-data/Database';
const global = 'eu-west-1-data/DatabaseGlobal';
const grown = '<other>-service/ServiceGroupASG';

const inTwoRegions: Where = ({ regions }) => regions.length === 2;

const runsThePeak: Where = ({ regions, peakInstances }) =>
  regions.slice(1).every(({ service }) => (service?.compute.minimum ?? 0) >= peakInstances);

const oneInstanceElsewhere: Where = ({ regions }) =>
  regions.slice(1).some(({ service }) => service?.database.instances === 1);

export const reg: readonly Mutation[] = [
  {
    rule: 'HA-REG-1',
    breaks: 'there is no second Region',
    in: hasOtherRegion,
    except: { in: inOneRegion, why: 'the other Region is deployed when it is needed' },
    at: '<other>-*',
    change: remove(),
    found: [''],
    also: [
      {
        rule: 'HA-REG-14',
        on: '',
        why: 'a Region without stacks has no resource of any kind',
        in: liveElsewhere,
      },
      {
        rule: 'HA-REG-2',
        on: global,
        why: 'its second cluster is in the other Region',
        in: liveElsewhere,
      },
      {
        rule: 'HA-S3-2',
        on: 'eu-west-1-data/Objects',
        why: 'where it is replicated to is not at hand',
        in: liveElsewhere,
        status: 'unknown',
      },
      {
        rule: 'HA-S3-3',
        on: 'eu-west-1-data/Objects',
        why: 'whether anything leads back is not known',
        in: liveElsewhere,
        status: 'unknown',
      },
      {
        rule: 'HA-SEC-2',
        on: 'eu-west-1-data/DatabaseMasterSecret',
        why: 'the key of its replica is not at hand',
        in: liveElsewhere,
        status: 'unknown',
      },
      {
        rule: 'HA-DNS-14',
        on: '',
        why: 'where the records of that Region lead is not known',
        in: liveElsewhere,
        status: 'unknown',
      },
      {
        rule: 'HA-DNS-10',
        on: 'global/Routing',
        why: 'where half of the records lead is not known',
        in: sharesTraffic,
        status: 'unknown',
      },
    ],
  },
  {
    rule: 'HA-REG-2',
    breaks: 'the database of the other Region is no copy of this one',
    in: liveElsewhere,
    at: standby,
    change: remove('Properties/GlobalClusterIdentifier'),
    found: [global],
    also: [
      {
        rule: 'HA-AUR-1',
        on: standby,
        why: 'a cluster of its own needs instances',
        in: oneInstanceElsewhere,
      },
      {
        rule: 'HA-REG-17',
        on: standby,
        why: 'it serves as well, and no other Region has what is in it',
        in: sharesTraffic,
      },
    ],
  },
  {
    rule: 'HA-REG-3',
    breaks: 'the standby database has no instance',
    in: liveElsewhere,
    at: '<other>-data/DatabaseInstance*',
    change: remove(),
    found: [standby],
    also: [
      {
        rule: 'HA-AUR-1',
        on: standby,
        why: 'clients of this Region read here',
        in: sharesTraffic,
      },
    ],
  },
  {
    rule: 'HA-REG-4',
    breaks: 'the standby database is smaller',
    in: liveElsewhere,
    at: '<other>-data/DatabaseInstance*',
    change: set('Properties/DBInstanceClass', 'db.r7g.medium'),
    found: [standby],
  },
  {
    rule: 'HA-REG-4',
    breaks: 'the standby database has another version',
    in: liveElsewhere,
    at: standby,
    change: set('Properties/EngineVersion', '16.4'),
  },
  {
    rule: 'HA-REG-4',
    breaks: 'the standby database has other parameters',
    in: liveElsewhere,
    at: '<other>-data/DatabaseParameters',
    change: set('Properties/Parameters', { 'rds.force_ssl': '0' }),
    found: [standby],
  },
  {
    rule: 'HA-REG-5',
    breaks: 'the global database can be deleted',
    in: liveElsewhere,
    at: global,
    change: set('Properties/DeletionProtection', false),
  },
  {
    rule: 'HA-REG-6',
    breaks: 'the other Region cannot grow until it carries the peak',
    in: liveElsewhere,
    at: grown,
    change: set('Properties/MaxSize', '5'),
    except: { in: sharesTraffic, why: 'it runs more than the peak from the start' },
    also: [
      { rule: 'HA-ASG-7', on: grown, why: 'it is at its maximum', in: runsThePeak },
      { rule: 'HA-ASG-8', on: grown, why: 'it is at its maximum', in: runsThePeak },
    ],
  },
  {
    rule: 'HA-REG-6',
    breaks: 'the other Region runs less than is promised',
    in: liveElsewhere,
    except: { in: not(runsElsewhere), why: 'it runs nothing until it takes over' },
    at: '<other>-service/WorkersGroupASG',
    change: set('Properties/MinSize', '0'),
  },
  {
    rule: 'HA-REG-9',
    breaks: 'the recovery changes records, by a control plane of one Region',
    in: hasRecoveryPlan,
    at: 'recovery/PlanExecutionRoleBlocks',
    change: edit(
      'Properties/PolicyDocument/Statement/0/Action',
      () => 'route53:ChangeResourceRecordSets',
    ),
    found: ['recovery/PlanExecutionRole'],
  },
  {
    rule: 'HA-REG-10',
    breaks: 'the other Region cannot be deployed without the first',
    in: liveElsewhere,
    at: '<other>-data/CacheParameterGroup',
    change: set('Properties/Description', {
      'Fn::GetStackOutput': {
        StackName: 'evenkeel-eu-west-1-network',
        Region: 'eu-west-1',
        OutputName: 'PublishOutputRefNetwork6E62CE96E683B90E',
      },
    }),
    found: ['<other>-data'],
  },
  {
    rule: 'HA-REG-11',
    breaks: 'the other Region connects to the first',
    in: liveElsewhere,
    at: '<other>-data/Parameterqueueurl',
    change: set(
      'Properties/Value',
      'https://sqs.eu-west-1.amazonaws.com/111122223333/evenkeeleuwest1data-Queue-35270988',
    ),
  },
  {
    rule: 'HA-REG-15',
    breaks: 'nothing carries out a failover',
    in: hasRecoveryPlan,
    except: { in: sharesTraffic, why: 'health checks move traffic, and nobody has to' },
    at: 'recovery/Plan',
    change: remove(),
    found: [''],
    also: [
      {
        rule: 'HA-DNS-6',
        on: 'global/Routing',
        why: 'its health checks are made by the plan',
        status: 'unknown',
      },
      ...(['HA-S3-2', 'HA-S3-4'] as const).map((rule) => ({
        rule,
        on: 'recovery/Reports',
        why: 'without the plan nothing says that the bucket is for its reports',
      })),
      {
        rule: 'HA-OPS-1',
        on: 'recovery',
        why: 'the same, so that its stack counts as holding data',
      },
    ],
  },
  {
    rule: 'HA-REG-14',
    breaks: 'the other Region has no table',
    in: liveElsewhere,
    at: 'eu-west-1-data/Sessions',
    change: remove('Properties/Replicas/Region!=eu-west-1'),
    found: [''],
    also: [
      { rule: 'HA-DDB-4', on: 'eu-west-1-data/Sessions', why: 'it is the replica that is gone' },
    ],
  },
  {
    rule: 'HA-REG-17',
    breaks: 'the database is in no global one',
    in: liveElsewhere,
    at: global,
    change: remove('Properties/SourceDBClusterIdentifier'),
    found: ['eu-west-1-data/Database'],
    also: [{ rule: 'HA-REG-2', on: global, why: 'it has one cluster left', in: inTwoRegions }],
  },
  {
    rule: 'HA-REG-16',
    breaks: 'the switch waits for an hour before somebody is asked',
    in: hasRecoveryPlan,
    at: 'recovery/Plan',
    change: edit('Properties/Workflows', slowly),
  },
];

/** Workflows whose first step may take an hour. */
function slowly(workflows: unknown): unknown {
  const text = JSON.stringify(workflows);
  return JSON.parse(text.replace(/"TimeoutMinutes":\d+/, '"TimeoutMinutes":60'));
}
