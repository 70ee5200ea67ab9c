import { anywhere, both, hasOtherRegion, inOneRegion } from '../../../support/plans.ts';
import { type Also, type Mutation, remove, set } from './mutation.ts';

const operations = 'eu-west-1-operations';
const data = 'eu-west-1-data';
const plan = `${operations}/Backup`;
const rule = 'Properties/BackupPlan/BackupPlanRule/0';
const vault = 'eu-west-1-foundation/Vault';

/** What backups are all that the other Region has of. */
function lost(...stores: readonly string[]): readonly Also[] {
  return stores.map((store) => ({
    rule: 'HA-REG-17',
    on: `${data}/${store}`,
    why: 'the other Region has nothing else of it',
    in: both(hasOtherRegion, inOneRegion),
  }));
}

export const bkp: readonly Mutation[] = [
  {
    rule: 'HA-BKP-1',
    breaks: 'nothing is backed up',
    in: anywhere,
    at: `${operations}/BackupSelection`,
    change: remove(),
    found: [`${data}/Database`, `${data}/Sessions`],
    also: lost('Database', 'Objects', 'Sessions'),
  },
  {
    rule: 'HA-BKP-1',
    breaks: 'the database is not backed up',
    in: anywhere,
    at: `${operations}/BackupSelection`,
    change: remove('Properties/BackupSelection/Resources/0'),
    found: [`${data}/Database`],
    also: lost('Database'),
  },
  {
    rule: 'HA-BKP-2',
    breaks: 'backups are in one Region',
    in: hasOtherRegion,
    at: plan,
    change: remove(`${rule}/CopyActions`),
    also: lost('Database', 'Objects', 'Sessions'),
  },
  {
    rule: 'HA-BKP-3',
    breaks: 'backups are kept for two days',
    in: anywhere,
    at: plan,
    change: set(`${rule}/Lifecycle/DeleteAfterDays`, 2),
    also: [{ rule: 'HA-BKP-4', on: vault, why: 'its lock refuses what is kept for less' }],
  },
  {
    rule: 'HA-BKP-4',
    breaks: 'backups can be deleted before their time',
    in: anywhere,
    at: vault,
    change: remove('Properties/LockConfiguration'),
  },
  {
    rule: 'HA-BKP-4',
    breaks: 'the vault is deleted with its stack',
    in: anywhere,
    at: vault,
    change: set('DeletionPolicy', 'Delete'),
  },
  ...['Aurora', 'S3', 'DynamoDB'].map(
    (type): Mutation => ({
      rule: 'HA-BKP-5',
      breaks: `backups of ${type} are restored in no test`,
      in: anywhere,
      // What is copied to the other Region is restored there as well.
      at: `*-operations/RestoreTesting${type}`,
      change: remove(),
      found: ['*-operations/Backup'],
    }),
  ),
];
