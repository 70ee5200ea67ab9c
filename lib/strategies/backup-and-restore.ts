import { regionWithoutService, regionWithService } from './service.ts';
import type { Strategy } from './strategy.ts';

// A VPC, an Aurora cluster from a snapshot and a service are created, one after the other, under
// the load of everyone else's recovery: hours. Copies are taken hourly, the shortest interval of
// AWS Backup's schedules, and a copy takes up to as long again to arrive.
// https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html
const reached = { rtoMinutes: 240, rpoMinutes: 120 };

/**
 * Cold: one Region serves, the others hold copies of its backups. The recovery deploys the same
 * templates with another Region first and restores the newest copy.
 */
export const backupAndRestore: Strategy<'backup-and-restore'> = {
  name: 'backup-and-restore',
  summary: 'cold: one Region serves, others hold copies of its backups',
  minimumRegions: 2,
  regionLoss: reached,
  routing: 'alias',
  plan: (requirements) =>
    requirements.regions.map((region, index) =>
      index === 0
        ? regionWithService(region, requirements, {
            role: 'primary',
            share: 1,
            database: { membership: 'single' },
            backup: {
              copyTo: requirements.regions.slice(1).map(({ name }) => name),
              objectiveMinutes: (requirements.objectives.regionLoss ?? reached).rpoMinutes,
            },
          })
        : regionWithoutService(region, 'standby', ['restore-backup', 'redeploy', 'shift-traffic']),
    ),
};
