import { EVERY, edit, type Mutation, RUNNING_TWICE, remove, set, TWO_REGIONS } from './mutation.ts';

const standby = 'eu-central-1-data/Database';
const global = 'eu-west-1-data/DatabaseGlobal';

export const reg: readonly Mutation[] = [
  {
    rule: 'HA-REG-1',
    breaks: 'there is no second Region',
    in: EVERY.slice(1),
    except: { 'backup-and-restore': 'the other Region is deployed when it is needed' },
    at: 'eu-central-1-*',
    change: remove(),
    found: [''],
    also: [
      {
        rule: 'HA-REG-14',
        on: '',
        why: 'a Region without stacks has no resource of any kind',
        in: TWO_REGIONS,
      },
      {
        rule: 'HA-REG-2',
        on: global,
        why: 'its second cluster is in the other Region',
        in: TWO_REGIONS,
      },
      {
        rule: 'HA-S3-2',
        on: 'eu-west-1-data/Objects',
        why: 'where it is replicated to is not at hand',
        in: TWO_REGIONS,
        status: 'unknown',
      },
      {
        rule: 'HA-S3-3',
        on: 'eu-west-1-data/Objects',
        why: 'whether anything leads back is not known',
        in: TWO_REGIONS,
        status: 'unknown',
      },
      {
        rule: 'HA-SEC-2',
        on: 'eu-west-1-data/DatabaseMasterSecret',
        why: 'the key of its replica is not at hand',
        in: TWO_REGIONS,
        status: 'unknown',
      },
      {
        rule: 'HA-DNS-10',
        on: 'global/Routing',
        why: 'where half of the records lead is not known',
        in: ['active-active'],
        status: 'unknown',
      },
    ],
  },
  {
    rule: 'HA-REG-2',
    breaks: 'the database of the other Region is no copy of this one',
    in: TWO_REGIONS,
    at: standby,
    change: remove('Properties/GlobalClusterIdentifier'),
    found: [global],
    also: [
      {
        rule: 'HA-AUR-1',
        on: standby,
        why: 'a cluster of its own needs instances',
        in: ['pilot-light'],
      },
    ],
  },
  {
    rule: 'HA-REG-3',
    breaks: 'the standby database has no instance',
    in: TWO_REGIONS,
    at: 'eu-central-1-data/DatabaseInstance*',
    change: remove(),
    found: [standby],
    also: [
      {
        rule: 'HA-AUR-1',
        on: standby,
        why: 'clients of this Region read here',
        in: ['active-active'],
      },
    ],
  },
  {
    rule: 'HA-REG-4',
    breaks: 'the standby database is smaller',
    in: TWO_REGIONS,
    at: 'eu-central-1-data/DatabaseInstance*',
    change: set('Properties/DBInstanceClass', 'db.r7g.medium'),
    found: [standby],
  },
  {
    rule: 'HA-REG-4',
    breaks: 'the standby database has another version',
    in: TWO_REGIONS,
    at: standby,
    change: set('Properties/EngineVersion', '16.4'),
  },
  {
    rule: 'HA-REG-4',
    breaks: 'the standby database has other parameters',
    in: TWO_REGIONS,
    at: 'eu-central-1-data/DatabaseParameters',
    change: set('Properties/Parameters', { 'rds.force_ssl': '0' }),
    found: [standby],
  },
  {
    rule: 'HA-REG-5',
    breaks: 'the global database can be deleted',
    in: TWO_REGIONS,
    at: global,
    change: set('Properties/DeletionProtection', false),
  },
  {
    rule: 'HA-REG-6',
    breaks: 'the other Region cannot grow to what the first one runs',
    in: TWO_REGIONS,
    at: 'eu-central-1-service/ServiceGroupASG',
    change: set('Properties/MaxSize', '11'),
  },
  {
    rule: 'HA-REG-6',
    breaks: 'the other Region runs less than is promised',
    in: TWO_REGIONS,
    except: { 'pilot-light': 'it runs nothing until it takes over' },
    at: 'eu-central-1-service/WorkersGroupASG',
    change: set('Properties/MinSize', '0'),
    also: [
      {
        rule: 'HA-ASG-2',
        on: 'eu-central-1-service/WorkersGroupASG',
        why: 'each zone is empty',
        in: RUNNING_TWICE,
      },
      {
        rule: 'HA-ASG-3',
        on: 'eu-central-1-service/WorkersGroupASG',
        why: 'nothing is left after the loss of a zone',
        in: RUNNING_TWICE,
      },
    ],
  },
  {
    rule: 'HA-REG-9',
    breaks: 'the recovery changes records, by a control plane of one Region',
    in: TWO_REGIONS,
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
    in: TWO_REGIONS,
    at: 'eu-central-1-data/CacheParameterGroup',
    change: set('Properties/Description', {
      'Fn::GetStackOutput': {
        StackName: 'evenkeel-eu-west-1-network',
        Region: 'eu-west-1',
        OutputName: 'PublishOutputRefNetwork6E62CE96E683B90E',
      },
    }),
    found: ['eu-central-1-data'],
  },
  {
    rule: 'HA-REG-11',
    breaks: 'the other Region connects to the first',
    in: TWO_REGIONS,
    at: 'eu-central-1-data/Parameterqueueurl',
    change: set(
      'Properties/Value',
      'https://sqs.eu-west-1.amazonaws.com/111122223333/evenkeeleuwest1data-Queue-35270988',
    ),
  },
  {
    rule: 'HA-REG-15',
    breaks: 'nothing carries out a failover',
    in: TWO_REGIONS,
    except: { 'active-active': 'health checks move traffic, and nobody has to' },
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
    ],
  },
  {
    rule: 'HA-REG-14',
    breaks: 'the other Region has no table',
    in: TWO_REGIONS,
    at: 'eu-west-1-data/Sessions',
    change: remove('Properties/Replicas/Region=eu-central-1'),
    found: [''],
    also: [
      { rule: 'HA-DDB-4', on: 'eu-west-1-data/Sessions', why: 'it is the replica that is gone' },
    ],
  },
];
