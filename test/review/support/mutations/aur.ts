import { anywhere, inOneRegion, liveElsewhere, runsElsewhere } from '../../../support/plans.ts';
import { edit, type Mutation, remove, set } from './mutation.ts';

const data = 'eu-west-1-data';
const cluster = `${data}/Database`;
const standby = '<other>-data/Database';

export const aur: readonly Mutation[] = [
  {
    rule: 'HA-AUR-16',
    breaks: 'the instances of the database wait for nothing',
    in: anywhere,
    at: `${data}/DatabaseInstance2`,
    change: remove('DependsOn'),
    found: [cluster],
  },
  {
    rule: 'HA-AUR-1',
    breaks: 'the database has one instance',
    in: anywhere,
    at: `${data}/DatabaseInstance2`,
    change: remove(),
    found: [cluster],
  },
  {
    rule: 'HA-AUR-2',
    breaks: 'the instances of the database are in one zone',
    in: anywhere,
    at: `${data}/DatabaseInstance*`,
    change: set('Properties/AvailabilityZone', 'eu-west-1a'),
    found: [cluster],
  },
  {
    rule: 'HA-AUR-2',
    breaks: 'the instances of the standby database are in one zone',
    in: runsElsewhere,
    at: 'eu-central-1-data/DatabaseInstance2',
    change: set('Properties/AvailabilityZone', 'eu-central-1a'),
    found: ['eu-central-1-data/Database'],
  },
  {
    rule: 'HA-AUR-2',
    breaks: 'the database has subnets in one zone only',
    in: anywhere,
    at: `${data}/DatabaseSubnets`,
    change: edit('Properties/SubnetIds', (subnets: readonly unknown[]) => subnets.slice(0, 1)),
    found: [cluster],
  },
  {
    rule: 'HA-AUR-4',
    breaks: 'the instance that is promoted is smaller than the writer',
    in: anywhere,
    at: `${data}/DatabaseInstance2`,
    change: set('Properties/DBInstanceClass', 'db.r7g.medium'),
    found: [cluster],
  },
  {
    rule: 'HA-AUR-5',
    breaks: 'the database can be deleted',
    in: anywhere,
    at: cluster,
    change: set('Properties/DeletionProtection', false),
  },
  {
    rule: 'HA-AUR-5',
    breaks: 'the standby database can be deleted',
    in: liveElsewhere,
    at: standby,
    change: remove('Properties/DeletionProtection'),
  },
  {
    rule: 'HA-AUR-6',
    breaks: 'backups of the database are kept for a day',
    in: anywhere,
    at: cluster,
    change: set('Properties/BackupRetentionPeriod', 1),
  },
  {
    rule: 'HA-AUR-7',
    breaks: 'the database is deleted with its stack',
    in: anywhere,
    at: cluster,
    change: set('DeletionPolicy', 'Delete'),
  },
  {
    rule: 'HA-AUR-9',
    breaks: 'one instance has a public address, and the other none',
    in: anywhere,
    at: `${data}/DatabaseInstance2`,
    change: set('Properties/PubliclyAccessible', true),
    found: [cluster],
  },
  {
    rule: 'HA-AUR-11',
    breaks: 'the service connects to one instance',
    in: anywhere,
    at: `${data}/Parameterdatabasewriterendpoint`,
    change: set('Properties/Value', {
      'Fn::GetAtt': ['DatabaseInstance1844F58FD', 'Endpoint.Address'],
    }),
    found: [`${data}/DatabaseInstance1`],
  },
  {
    rule: 'HA-AUR-13',
    breaks: 'snapshots have no tags',
    in: anywhere,
    at: cluster,
    change: set('Properties/CopyTagsToSnapshot', false),
  },
  {
    rule: 'HA-AUR-13',
    breaks: 'an instance is not monitored',
    in: anywhere,
    at: `${data}/DatabaseInstance1`,
    change: set('Properties/MonitoringInterval', 0),
  },
  {
    rule: 'HA-AUR-14',
    breaks: 'a member of a global database is to be backtracked',
    in: anywhere,
    except: { in: inOneRegion, why: 'the database is no member of a global one' },
    at: cluster,
    change: set('Properties/BacktrackWindow', 3600),
  },
  {
    rule: 'HA-AUR-17',
    breaks: 'what reads is sent to the writer',
    in: anywhere,
    at: 'eu-west-1-data/Parameterdatabasereaderendpoint',
    change: set('Properties/Value', { 'Fn::GetAtt': ['DatabaseB269D8BB', 'Endpoint.Address'] }),
    found: ['eu-west-1-data/Database'],
  },
];
