import type {
  Bar,
  Failback,
  PathPrediction,
  Prediction,
  Span,
} from '../../../lib/resilience/prediction.ts';
import {
  createPredictionReport,
  type PredictionReport,
} from '../../../lib/resilience/reports/report.ts';

export const span = (shortest: number, typical = shortest, longest = typical): Span => ({
  shortest,
  typical,
  longest,
});

const detect: Bar = {
  phase: 'detect',
  title: 'checks fail',
  ...span(20, 30, 40),
  evidence: [
    {
      resource: 'shop/Targets',
      property: 'HealthCheckIntervalSeconds',
      value: 10,
      file: '/shop/shop.yaml',
      line: 12,
    },
    { fact: 'elb.targetRemoval' },
  ],
};

const decide: Bar = {
  phase: 'decide',
  title: 'a person starts the plan',
  ...span(120, 300, 1800),
  evidence: [{ assumption: 'decisionMinutes' }],
};

const move: Bar = {
  phase: 'switch',
  title: 'the database is promoted',
  ...span(60, 480, 1200),
  evidence: [{ resource: 'shop/Plan', property: 'timeoutMinutes', value: 20 }],
};

const dns: Bar = {
  phase: 'switch',
  title: 'resolvers let go of the record',
  ...span(0, 30, 60),
  parallelWith: 'the database is promoted',
  evidence: [{ resource: 'shop/Record', property: 'TTL', value: 60 }],
};

const zone: PathPrediction = {
  level: 'recovers',
  capacity: { left: 4, need: 4, unit: 'instances' },
  failingShare: 1 / 3,
  timeline: [detect],
  rto: span(20, 30, 40),
  rpo: span(0),
  failback: null,
  because: [{ text: '4 of 6 instances are left, and 4 are needed', evidence: detect.evidence }],
};

function back(
  [how, from, duration]: readonly [Failback['how'], string, Span],
  rpo: Span | null,
): Failback {
  const evidence = [{ resource: 'shop/Check', property: 'FailureThreshold', value: 3 }];
  const because = [{ text: 'Route 53 answers with eu-west-1 again', evidence }];
  return { how, from, to: 'eu-west-1', timeline: [dns], duration, rpo, because };
}

/** A service of two Regions, with something of everything that a report has to show. */
export const prediction: Prediction = {
  inputs: {
    assumptions: [
      {
        key: 'need.Group',
        value: 4,
        unit: 'instances',
        range: [0, 6],
        setBy: 'default',
        source: 'the minimum of 6 less the fullest zone',
        asOf: '2026-11-26',
      },
      {
        key: 'decisionMinutes',
        value: 5,
        unit: 'min',
        range: [2, 30],
        setBy: 'declared',
        source: 'objectives.yaml',
        asOf: '2026-11-26',
      },
    ],
    facts: [
      {
        key: 'elb.targetRemoval',
        value: 0,
        unit: 's',
        condition: 'HTTP checks',
        source:
          'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
        asOf: '2026-11-26',
        setBy: 'default',
      },
    ],
  },
  scenarios: [
    {
      id: 'region-loss:eu-west-1',
      title: 'the Region eu-west-1 is lost',
      paths: {
        reads: {
          level: 'degraded',
          capacity: { left: 2, need: 4, unit: 'instances' },
          failingShare: 1,
          timeline: [detect],
          rto: span(20, 30, 40),
          rpo: span(0, 1, 60),
          byHand: {
            level: 'recovers',
            capacity: { left: 4, need: 4, unit: 'instances' },
            timeline: [detect, decide],
            rto: span(140, 330, 1840),
            rpo: span(0, 1, 60),
          },
          failback: back(['by itself', 'eu-central-1', span(20, 52, 90)], span(0)),
          because: [{ text: '2 of 4 instances stand by', evidence: [] }],
        },
        writes: {
          level: 'recovers-by-hand',
          failingShare: 1,
          timeline: [detect, decide, move, dns],
          rto: span(200, 810, 3040),
          rpo: span(0, 1, 60),
          byHand: {
            level: 'recovers',
            timeline: [detect, decide, move, dns],
            rto: span(200, 810, 3040),
            rpo: span(0, 1, 60),
          },
          failback: back(['by hand', 'eu-central-1', span(240, 3800, 15480)], null),
          because: [{ text: 'the writer is in eu-west-1', evidence: move.evidence }],
        },
        async: {
          level: 'lost',
          failingShare: 1,
          timeline: [],
          rto: null,
          rpo: null,
          failback: null,
          because: [{ text: 'there is no queue elsewhere', evidence: [] }],
        },
      },
    },
    {
      id: 'az-loss:eu-west-1a',
      title: 'the Availability Zone eu-west-1a is lost',
      paths: {
        reads: zone,
        writes: {
          level: 'unknown',
          failingShare: 1,
          timeline: [],
          rto: null,
          rpo: null,
          failback: null,
          because: [{ text: 'the zones of Database are not known', evidence: [] }],
        },
      },
    },
  ],
  objectives: [
    {
      key: 'regionLoss.rtoMinutes',
      declared: 10,
      predicted: span(200 / 60, 13.5, 3040 / 60),
      judged: 'typical',
      verdict: 'missed',
      scenario: 'region-loss:eu-west-1',
      path: 'writes',
      longestBar: move,
      remedies: [
        { resource: 'shop/Plan', property: 'timeoutMinutes', from: 20, to: 10, savesSeconds: 240 },
        { resource: 'shop/Record', property: 'TTL', from: 60, to: 30, savesSeconds: 15 },
      ],
    },
    {
      key: 'regionLoss.rpoMinutes',
      declared: 1,
      predicted: span(0, 1 / 60, 1),
      judged: 'typical',
      verdict: 'met',
      scenario: 'region-loss:eu-west-1',
      path: 'writes',
      remedies: [],
    },
    {
      key: 'survives.az-loss',
      declared: 'az-loss',
      verdict: 'unknown',
      scenario: 'az-loss:eu-west-1a',
      path: 'writes',
      remedies: [],
    },
  ],
  unknown: [
    {
      what: 'the zones of Database',
      why: 'its subnets are parameters',
      ask: 'give --parameters with SubnetIds',
      evidence: [{ resource: 'shop/Database', file: '/shop/shop.yaml', line: 40 }],
    },
  ],
};

/** The report on a prediction, as the command would make it in `/shop`. */
export function reportOn(own: Prediction = prediction): PredictionReport {
  return createPredictionReport({
    prediction: own,
    alternatives: [
      {
        assumption: 'need.Group',
        value: 6,
        changes: [
          { scenario: 'az-loss:eu-west-1a', path: 'reads', from: 'recovers', to: 'degraded' },
        ],
      },
    ],
    problems: [],
    stacks: 2,
    resources: 40,
    root: '/shop',
  });
}

/** The same data with every text in it replaced, as templates may hold any. */
export function withTexts<T>(data: T, replace: (text: string, key: string) => string): T {
  const visit = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return replace(value, key);
    if (Array.isArray(value)) return value.map((each) => visit(each, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([k, each]) => [k, visit(each, k)]));
  };
  return visit(data, '') as T;
}
