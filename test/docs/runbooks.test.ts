import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RUNBOOK_SECTIONS } from '../../constructs/observability/runbooks.ts';
import { generated, waitsForPersonAfterMinutes, withGenerated } from '../../scripts/runbooks.ts';
import { hasRecoveryPlan, strategiesWhere } from '../support/plans.ts';
import { commandsOf, fencesOf, headingsOf, linksOf } from './markdown.ts';

const root = join(import.meta.dirname, '../..');
const read = (page: string) => readFileSync(join(root, page), 'utf8');
const pages = globSync('docs/**/*.md', { cwd: root }).sort();
const runbooks = pages.filter((page) => page.startsWith('docs/runbooks/'));
const parts = generated();

describe('every page', () => {
  test.each(pages)('%s has no heading twice', (page) => {
    const headings = headingsOf(read(page));
    expect(headings.filter((heading, index) => headings.indexOf(heading) !== index)).toEqual([]);
  });

  test.each(pages)('%s links to what there is', (page) => {
    const broken = linksOf(read(page)).filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : normalize(join(dirname(page), path));
      if (globSync(target, { cwd: root }).length === 0) return true;
      return anchor !== undefined && !headingsOf(read(target)).includes(anchor);
    });
    expect(broken).toEqual([]);
  });
});

describe('the sections that alarms link to', () => {
  const sections = Object.values(RUNBOOK_SECTIONS);

  test('are all there', () => {
    const missing = sections.filter((section) => {
      const [file, anchor = ''] = section.split('#');
      return !headingsOf(read(`docs/runbooks/${file}`)).includes(anchor);
    });
    expect(missing).toEqual([]);
  });

  test('are each linked to by an alarm that tells somebody', () => {
    const index = parts['alarms.md']?.alarms ?? '';
    const linked = sections.filter((section) =>
      index.includes(`(${section.replace('alarms.md', '')})`),
    );
    expect(linked).toEqual(sections);
  });

  test('are all that the page of alarms is about', () => {
    const page = read('docs/runbooks/alarms.md');
    const titles = [...page.matchAll(/^## (.*)$/gm)].map(([, title = '']) => title);
    const anchors = titles.flatMap((title) => headingsOf(`## ${title}`));
    expect(anchors.map((anchor) => `alarms.md#${anchor}`).sort()).toEqual(
      sections.filter((section) => section.startsWith('alarms.md')).sort(),
    );
  });

  test.each([...sectionsOf('docs/runbooks/alarms.md'), ...sectionsOf('docs/runbooks/backups.md')])(
    '%s answers every question',
    (_title, text) => {
      const asked = ['Means', 'Whose', 'Check', 'Do', 'Get help', 'Leave it alone'];
      expect(asked.filter((question) => !text.includes(`\n**${question}`))).toEqual([]);
      const checks = text.slice(text.indexOf('**Check'), text.indexOf('**Do'));
      expect(checks.match(/^\d\. /gm)).toHaveLength(3);
      // Each of them is a command.
      expect(fencesOf(checks).length).toBeGreaterThanOrEqual(3);
    },
  );
});

describe('what is generated', () => {
  test.each(Object.keys(parts))('%s is up to date: node scripts/runbooks.ts', (page) => {
    const text = read(`docs/runbooks/${page}`);
    expect(withGenerated(text, parts[page] ?? {})).toBe(text);
  });

  test('is about every strategy that has a plan', () => {
    expect(Object.keys(parts['failover.md'] ?? {})).toEqual([
      ...strategiesWhere(hasRecoveryPlan),
      'steps',
    ]);
  });

  test('a missing marker is reported', () => {
    expect(() => withGenerated('nothing', { alarms: '' })).toThrow(
      "there is no marker 'generated: alarms'",
    );
  });

  test('users are served without waiting for what is scaled besides', () => {
    const step = (
      action: 'promote-database' | 'shift-traffic' | 'scale-compute',
      minutes: number,
    ) => ({ name: action, action, timeoutMinutes: minutes, does: '', whenItFails: '' }) as const;
    const stages = [
      [step('promote-database', 3)],
      [step('shift-traffic', 1), step('scale-compute', 5)],
    ];
    expect(waitsForPersonAfterMinutes({ action: 'activate', description: '', stages })).toBe(4);
  });
});

describe.each(runbooks)('the commands of %s', (page) => {
  const commands = commandsOf(read(page)).filter(({ words }) => words[0] === 'aws');

  test('are commands of the AWS CLI, with options that they have', () => {
    const wrong = commands.flatMap(({ words }) => {
      const [, service, command] = words;
      const options = checkedCommands[`${service} ${command}`]?.split(' ');
      if (options === undefined) return [`aws ${service} ${command}`];
      return words
        .filter((word) => word.startsWith('--'))
        .map((word) => word.slice(2))
        .filter((option) => !globalOptions.includes(option) && !options.includes(option))
        .map((option) => `aws ${service} ${command} --${option}`);
    });
    expect(wrong).toEqual([]);
  });

  test('say in which Region they run, and what they use there', () => {
    const wrong = commands.filter(({ words, comment }) => {
      const [, place] =
        /^# In (\S+), (?:data plane|control plane(?: \(read\))?)\.$/.exec(comment) ?? [];
      return place === undefined || place !== words[words.indexOf('--region') + 1];
    });
    expect(wrong.map(({ words }) => words.join(' '))).toEqual([]);
  });

  test('that only look say so, and others do not', () => {
    const looks = /^(describe|get|list|head|receive|tail)/;
    const wrong = commands.filter(
      ({ words, comment }) =>
        comment.includes('control plane') &&
        looks.test(words[2] ?? '') !== comment.includes('(read)'),
    );
    expect(wrong.map(({ words }) => words.join(' '))).toEqual([]);
  });

  test('have placeholders that the table explains', () => {
    const table = read('docs/runbooks/README.md').split('## Placeholders')[1] ?? '';
    const known = new Set(table.match(PLACEHOLDER));
    const used = fencesOf(read(page)).flatMap((fence) => fence.match(PLACEHOLDER) ?? []);
    expect([...new Set(used)].filter((word) => !known.has(word) && !literals.has(word))).toEqual(
      [],
    );
  });
});

test('a failover runs nothing in the Region that it leaves', () => {
  const commands = commandsOf(read('docs/runbooks/failover.md')).filter(
    ({ words }) => words[0] === 'aws',
  );
  const regions = commands.map(({ words }) => words[words.indexOf('--region') + 1]);
  expect(new Set(regions)).toEqual(new Set(['HEALTHY_REGION', 'us-east-1']));
  // By hand, and only while us-east-1 works: the page says so.
  const elsewhere = commands.filter(({ words }) => words.includes('us-east-1'));
  expect(elsewhere.map(({ words }) => words[2])).toEqual(['update-health-check']);
});

test('with the plan, a failover changes things by data planes alone', () => {
  const text = read('docs/runbooks/failover.md');
  const withPlan = text.slice(
    text.indexOf('## Fail over with the plan'),
    text.indexOf('## What the plan does'),
  );
  const commands = commandsOf(withPlan).filter(({ words }) => words[0] === 'aws');
  expect(commands.length).toBeGreaterThan(3);
  expect(new Set(commands.map(({ comment }) => comment))).toEqual(
    new Set(['# In HEALTHY_REGION, data plane.']),
  );
});

function sectionsOf(page: string): [string, string][] {
  return read(page)
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section]);
}

const PLACEHOLDER = /(?<![A-Za-z0-9_])[A-Z][A-Z_]+(?![A-Za-z0-9])/g;

/** Words in capitals that stand for themselves. */
const literals = new Set(
  'AWS_REGION AWS_STS_REGIONAL_ENDPOINTS PRACTICE_RUN AWS RDS KMS CNAME ALARM ACTIVE FAILED COMPLETED ERROR SEARCH OR SELECT AS WHERE ORDER BY DESC LIMIT'.split(
    ' ',
  ),
);

const globalOptions = ['region', 'query', 'output', 'max-items'];

/**
 * The commands that the runbooks use, with the options that they use: checked against the AWS CLI's
 * own service models, to which a new one has to be compared before it is added here.
 * https://docs.aws.amazon.com/cli/latest/reference/
 */
const checkedCommands: Readonly<Record<string, string>> = {
  'acm describe-certificate': 'certificate-arn',
  'arc-region-switch cancel-plan-execution': 'comment execution-id plan-arn',
  'arc-region-switch get-plan-execution': 'execution-id plan-arn',
  'arc-region-switch list-plan-execution-events': 'execution-id plan-arn',
  'arc-region-switch list-plans-in-region': '',
  'arc-region-switch start-plan-execution': 'action comment mode plan-arn target-region',
  'arc-region-switch update-plan-execution-step':
    'action-to-take comment execution-id plan-arn step-name',
  'arc-zonal-shift cancel-practice-run': 'zonal-shift-id',
  'arc-zonal-shift cancel-zonal-shift': 'zonal-shift-id',
  'arc-zonal-shift list-managed-resources': '',
  'arc-zonal-shift list-zonal-shifts': 'status',
  'arc-zonal-shift start-zonal-shift': 'away-from comment expires-in resource-identifier',
  'arc-zonal-shift update-zonal-shift': 'comment expires-in zonal-shift-id',
  'autoscaling describe-auto-scaling-groups': 'auto-scaling-group-names',
  'autoscaling describe-instance-refreshes': 'auto-scaling-group-name',
  'autoscaling describe-scaling-activities': 'auto-scaling-group-name',
  'autoscaling terminate-instance-in-auto-scaling-group':
    'instance-id no-should-decrement-desired-capacity',
  'autoscaling update-auto-scaling-group': 'auto-scaling-group-name desired-capacity min-size',
  'backup describe-region-settings': '',
  'backup describe-restore-job': 'restore-job-id',
  'backup get-recovery-point-restore-metadata': 'backup-vault-name recovery-point-arn',
  'backup list-backup-jobs': 'by-state',
  'backup list-copy-jobs': 'by-state',
  'backup list-recovery-points-by-backup-vault': 'backup-vault-name by-resource-type',
  'backup list-restore-jobs': 'by-status',
  'backup start-backup-job': 'backup-vault-name iam-role-arn lifecycle resource-arn',
  'backup start-restore-job': 'iam-role-arn metadata recovery-point-arn',
  'cloudformation cancel-update-stack': 'stack-name',
  'cloudformation continue-update-rollback': 'stack-name',
  'cloudformation delete-stack': 'stack-name',
  'cloudformation describe-stacks': 'stack-name',
  'cloudformation list-stack-resources': 'stack-name',
  'cloudformation update-termination-protection': 'no-enable-termination-protection stack-name',
  'cloudformation wait': 'stack-name',
  'cloudwatch describe-alarms': 'alarm-types state-value',
  'cloudwatch get-metric-data': 'end-time metric-data-queries start-time',
  'cloudwatch get-metric-statistics':
    'dimensions end-time metric-name namespace period start-time statistics',
  'cloudwatch list-dashboards': '',
  'dynamodb delete-table': 'table-name',
  'dynamodb describe-table': 'table-name',
  'dynamodb restore-table-to-point-in-time':
    'restore-date-time source-table-name sse-specification-override target-table-name',
  'dynamodb update-table': 'no-deletion-protection-enabled table-name',
  'ec2 describe-availability-zones': '',
  'ec2 describe-nat-gateways': 'filter',
  'elasticache describe-events': 'duration source-identifier source-type',
  'elasticache describe-replication-groups': 'replication-group-id',
  'elbv2 describe-load-balancers': '',
  'elbv2 describe-target-health': 'target-group-arn',
  'elbv2 modify-load-balancer-attributes': 'attributes load-balancer-arn',
  'fis list-experiments': '',
  'fis stop-experiment': 'id',
  'kms cancel-key-deletion': 'key-id',
  'kms describe-key': 'key-id',
  'kms enable-key': 'key-id',
  'lambda get-account-settings': '',
  'logs tail': 'filter-pattern since',
  'rds copy-db-cluster-snapshot':
    'source-db-cluster-snapshot-identifier target-db-cluster-snapshot-identifier',
  'rds create-db-instance':
    'availability-zone db-cluster-identifier db-instance-class db-instance-identifier engine',
  'rds delete-db-cluster': 'db-cluster-identifier skip-final-snapshot',
  'rds delete-db-instance': 'db-instance-identifier',
  'rds describe-db-cluster-snapshots': 'db-cluster-identifier',
  'rds describe-db-clusters': 'db-cluster-identifier',
  'rds describe-db-instances': 'filters',
  'rds describe-events': 'duration source-identifier source-type',
  'rds describe-global-clusters': 'global-cluster-identifier',
  'rds failover-db-cluster': 'db-cluster-identifier',
  'rds failover-global-cluster':
    'allow-data-loss global-cluster-identifier target-db-cluster-identifier',
  'rds modify-db-cluster':
    'apply-immediately db-cluster-identifier master-user-password no-deletion-protection',
  'rds restore-db-cluster-from-snapshot':
    'db-cluster-identifier db-subnet-group-name engine kms-key-id snapshot-identifier vpc-security-group-ids',
  'rds restore-db-cluster-to-point-in-time':
    'db-cluster-identifier db-subnet-group-name restore-to-time source-db-cluster-identifier vpc-security-group-ids',
  'rds switchover-global-cluster': 'global-cluster-identifier target-db-cluster-identifier',
  'route53 get-health-check': 'health-check-id',
  'route53 get-health-check-status': 'health-check-id',
  'route53 list-resource-record-sets': 'hosted-zone-id',
  'route53 update-health-check': 'disabled health-check-id inverted',
  's3api copy-object': 'bucket copy-source key',
  's3api head-object': 'bucket key',
  's3api list-object-versions': 'bucket prefix',
  'secretsmanager describe-secret': 'secret-id',
  'sns list-subscriptions-by-topic': 'topic-arn',
  'sns publish': 'message subject topic-arn',
  'sqs get-queue-attributes': 'attribute-names queue-url',
  'sqs purge-queue': 'queue-url',
  'sqs receive-message':
    'max-number-of-messages message-system-attribute-names queue-url visibility-timeout',
  'sqs start-message-move-task': 'max-number-of-messages-per-second source-arn',
  'ssm start-session': 'target',
  'sts get-caller-identity': '',
};
