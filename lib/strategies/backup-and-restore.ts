import { SHORTEST_OBJECTIVE_MINUTES } from '../../constructs/backup/backup-interval.ts';
import { regionWithoutService, regionWithService } from './service.ts';
import type { Strategy } from './strategy.ts';

/**
 * Cold: one Region serves, the others hold copies of its backups. The recovery deploys the same
 * templates with another Region first and restores the newest copy.
 */
export const backupAndRestore: Strategy<'backup-and-restore'> = {
  name: 'backup-and-restore',
  summary: 'cold: one Region serves, others hold copies of its backups',
  minimumRegions: 2,
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
              // Where nothing is declared, copies are as frequent as AWS Backup schedules them.
              objectiveMinutes:
                requirements.objectives.regionLoss?.rpoMinutes ?? SHORTEST_OBJECTIVE_MINUTES,
            },
          })
        : regionWithoutService(region, 'standby', ['restore-backup', 'redeploy', 'shift-traffic']),
    ),
};
