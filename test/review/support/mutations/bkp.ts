import { EVERY, type Mutation, remove, set } from './mutation.ts';

const operations = 'eu-west-1-operations';
const data = 'eu-west-1-data';
const plan = `${operations}/Backup`;
const rule = 'Properties/BackupPlan/BackupPlanRule/0';
const vault = 'eu-west-1-foundation/Vault';

export const bkp: readonly Mutation[] = [
  {
    rule: 'HA-BKP-1',
    breaks: 'nothing is backed up',
    in: EVERY,
    at: `${operations}/BackupSelection`,
    change: remove(),
    found: [`${data}/Database`, `${data}/Sessions`],
  },
  {
    rule: 'HA-BKP-1',
    breaks: 'the database is not backed up',
    in: EVERY,
    at: `${operations}/BackupSelection`,
    change: remove('Properties/BackupSelection/Resources/0'),
    found: [`${data}/Database`],
  },
  {
    rule: 'HA-BKP-2',
    breaks: 'backups are in one Region',
    in: EVERY.slice(1),
    at: plan,
    change: remove(`${rule}/CopyActions`),
  },
  {
    rule: 'HA-BKP-3',
    breaks: 'backups are kept for two days',
    in: EVERY,
    at: plan,
    change: set(`${rule}/Lifecycle/DeleteAfterDays`, 2),
  },
  {
    rule: 'HA-BKP-4',
    breaks: 'backups can be deleted before their time',
    in: EVERY,
    at: vault,
    change: remove('Properties/LockConfiguration'),
  },
  {
    rule: 'HA-BKP-4',
    breaks: 'the vault is deleted with its stack',
    in: EVERY,
    at: vault,
    change: set('DeletionPolicy', 'Delete'),
  },
  ...['Aurora', 'S3', 'DynamoDB'].map(
    (type): Mutation => ({
      rule: 'HA-BKP-5',
      breaks: `backups of ${type} are restored in no test`,
      in: EVERY,
      // What is copied to the other Region is restored there as well.
      at: `*-operations/RestoreTesting${type}`,
      change: remove(),
      found: ['*-operations/Backup'],
    }),
  ),
];
