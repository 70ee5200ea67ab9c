import { type Resource, resourcesOf, type Template } from './templates.ts';

/** The template without what `alarmTable` and `dashboardLines` show. */
export function withoutAlarms(template: Template): Template {
  const shown = ['Alarm', 'CompositeAlarm', 'Dashboard'].map((type) => `AWS::CloudWatch::${type}`);
  const rest = Object.entries(template.Resources).filter(([, { Type }]) => !shown.includes(Type));
  return { ...template, Resources: Object.fromEntries(rest) };
}

/**
 * What a reviewer reads instead of the alarms of a template: a row for each with its logical ID,
 * threshold, periods, how it takes missing data and whom it tells; below it, what it says and what
 * it watches.
 */
export function alarmTable(template: Template): string {
  const metric = resourcesOf(template, 'AWS::CloudWatch::Alarm').map(metricAlarm);
  const composite = resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm').map(compositeAlarm);
  return [...metric, ...composite].sort().join('\n');
}

function metricAlarm([logicalId, { Properties: alarm }]: [string, Resource]): string {
  const period = alarm.Period ?? periodsOf(alarm.Metrics);
  return entry(
    [
      logicalId,
      `${operators[alarm.ComparisonOperator] ?? alarm.ComparisonOperator} ${alarm.Threshold}`,
      `${alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods} of ${alarm.EvaluationPeriods} x ${period} s`,
      alarm.TreatMissingData,
      actions(alarm),
    ],
    alarm.AlarmDescription,
    alarm.Metrics?.map(query) ?? [statistic({ ...alarm, Metric: alarm })],
  );
}

function compositeAlarm([logicalId, { Properties: alarm }]: [string, Resource]): string {
  const suppressor = alarm.ActionsSuppressor && [
    `held back by ${reference(alarm.ActionsSuppressor)}`,
    `waits ${alarm.ActionsSuppressorWaitPeriod} s, then ${alarm.ActionsSuppressorExtensionPeriod} s`,
  ];
  return entry([logicalId, 'composite', '', '', actions(alarm)], alarm.AlarmDescription, [
    reference(alarm.AlarmRule),
    ...(suppressor ? [suppressor.join(', ')] : []),
  ]);
}

/** Fixed widths: a new row changes no other. */
function entry(cells: readonly string[], description: string, details: readonly string[]): string {
  const row = cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' ');
  const lines = [description.split('\n')[0], ...details].map((line) => `    ${line}`);
  return `${[row.trimEnd(), ...lines].join('\n')}\n`;
}

const widths = [64, 12, 16, 13];

const operators: Readonly<Record<string, string>> = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '>=',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '<=',
};

// biome-ignore lint/suspicious/noExplicitAny: JSON of unknown shape
type Json = any;

function actions(alarm: Json): string {
  const [alert, ok, noData] = ['AlarmActions', 'OKActions', 'InsufficientDataActions'].map((key) =>
    (alarm[key] ?? []).map(reference).join(', '),
  );
  const told = alert === ok ? [alert && `alarm, ok: ${alert}`] : [alert && `alarm: ${alert}`, ok];
  return [...told, noData && `no data: ${noData}`].filter(Boolean).join('; ') || 'none';
}

function periodsOf(metrics: readonly Json[] = []): string {
  return [...new Set(metrics.flatMap(({ MetricStat: stat }) => stat?.Period ?? []))].join('/');
}

function query(metric: Json): string {
  const name = `${metric.Id}${metric.ReturnData === false ? '' : ' (judged)'}`;
  return `${name} = ${metric.Expression ?? statistic({ ...metric.MetricStat, Account: metric.AccountId })}`;
}

function statistic({ Stat, Statistic, ExtendedStatistic, Metric, Unit }: Json): string {
  const dimensions = (Metric.Dimensions ?? []).map(
    ({ Name, Value }: Json) => `${Name}=${reference(Value)}`,
  );
  const name = `${Metric.Namespace} ${Metric.MetricName}`;
  const of = dimensions.length > 0 ? ` of ${dimensions.join(', ')}` : '';
  return `${Stat ?? Statistic ?? ExtendedStatistic} ${name}${Unit ? ` in ${Unit}` : ''}${of}`;
}

/** The widgets of the dashboards in a template: where, how large, their titles and what they show. */
export function dashboardLines(template: Template): string {
  const dashboards = resourcesOf(template, 'AWS::CloudWatch::Dashboard');
  return dashboards
    .flatMap(([logicalId, { Properties: dashboard }]) => [
      logicalId,
      ...JSON.parse(reference(dashboard.DashboardBody)).widgets.flatMap(widget),
    ])
    .join('\n');
}

function widget({ type, x, y, width, height, properties }: Json): string[] {
  const { title, metrics = [], alarms = [], ...others } = properties;
  const shown = [...alarms, ...metrics.map((metric: Json) => JSON.stringify(metric))];
  const head = `  ${x},${y} ${width}x${height} ${type}: ${title ?? ''} ${JSON.stringify(others)}`;
  return [head, ...shown.map((line: string) => `    ${line}`)];
}

/** What a value names, without how it gets there. */
function reference(value: Json): string {
  if (typeof value !== 'object') return String(value);
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join, 'Fn::GetStackOutput': output } = value;
  if (Ref !== undefined) return Ref;
  if (attribute !== undefined) return attribute[0];
  if (join !== undefined) return join[1].map(reference).join(join[0]);
  const name = output?.OutputName ?? value['Fn::ImportValue'];
  if (name !== undefined)
    return name.replace(/^(PublishOutput|.*:ExportsOutput)(Ref|FnGetAtt)/, '');
  return JSON.stringify(value);
}
