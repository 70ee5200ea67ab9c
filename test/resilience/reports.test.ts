import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { changesSince } from '../../lib/resilience/compare.ts';
import { PREDICTION_FORMATS, type PredictionFormat } from '../../lib/resilience/reports/index.ts';
import { besideText, duration, placed } from '../../lib/resilience/reports/words.ts';
import { together } from '../../lib/resilience/spans.ts';
import { prediction, reportOn, span, withTexts } from './support/sample.ts';

const formats = Object.keys(PREDICTION_FORMATS) as PredictionFormat[];
const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../lib/resilience/reports/schema.json'), 'utf8'),
);
const report = reportOn();
const write = (format: PredictionFormat, own = report) => PREDICTION_FORMATS[format](own);

/** The prediction with everything that has an order turned round. */
const turned = reportOn({
  ...prediction,
  scenarios: prediction.scenarios.toReversed(),
  objectives: prediction.objectives.toReversed(),
  inputs: {
    assumptions: prediction.inputs.assumptions.toReversed(),
    facts: prediction.inputs.facts.toReversed(),
  },
});

test.each(formats)('%s is the same whatever the order of what was predicted', (format) => {
  expect(write(format, turned)).toBe(write(format));
});

describe('JSON', () => {
  const value = JSON.parse(write('json'));

  test('is what its schema says', () => {
    const check = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);
    check(
      JSON.parse(write('json', { ...report, changes: changesSince(withoutWrites(), prediction) })),
    );
    expect(check.errors ?? []).toEqual([]);
  });

  test('has its keys in order, and files as seen from the folder', () => {
    expect(Object.keys(value)).toEqual(Object.keys(value).toSorted());
    expect(value.unknown[0].evidence[0]).toEqual({
      file: 'shop.yaml',
      line: 40,
      resource: 'shop/Database',
    });
  });
});

function withoutWrites() {
  const scenarios = prediction.scenarios.map(({ paths, ...one }) => {
    const { writes: _, ...others } = paths;
    return { ...one, paths: others };
  });
  return { ...prediction, scenarios };
}

describe('text', () => {
  const lines = write('text').split('\n');

  test('says of each objective first whether it is met and by how much', () => {
    expect(lines.filter((line) => /^(met|missed|unknown) /.test(line))).toEqual([
      'missed  regionLoss.rtoMinutes: 14 min (3 min 20 s to 51 min) predicted, 10 min declared, 3 min 30 s too long: writes of region-loss:eu-west-1',
      'unknown survives.az-loss: not known: writes of az-loss:eu-west-1a',
      'met     regionLoss.rpoMinutes: 1 s (0 s to 60 s) predicted, 60 s declared, 59 s to spare: writes of region-loss:eu-west-1',
    ]);
    expect(lines[0]).toMatch(/^missed/);
  });

  test('names with a miss the bar that is too long, and what saves most first', () => {
    expect(lines.slice(1, 4)).toEqual([
      '        longest: 8 min (60 s to 20 min)  the database is promoted',
      '        shop/Plan timeoutMinutes from 20 to 10 saves 4 min',
      '        shop/Record TTL from 60 to 30 saves 15 s',
    ]);
  });

  test('says what would be if all of the minimum were needed', () => {
    expect(lines).toContain(
      'need.Group is taken as 4 (the minimum of 6 less the fullest zone); if all of the minimum, 6, were needed: reads of az-loss:eu-west-1a degraded, not recovers',
    );
  });

  test('has the matrix', () => {
    expect(lines).toContain(
      'region-loss:eu-west-1  degraded, by hand 5 min 30 s  recovers by hand 14 min  lost',
    );
    expect(lines).toContain(
      'az-loss:eu-west-1a     recovers 30 s                 unknown                  –',
    );
  });

  test('gives each bar its evidence, with file and line', () => {
    expect(lines).toContain(
      '          shop/Targets HealthCheckIntervalSeconds is 10, shop.yaml:12',
    );
    expect(lines).toContain('          assumption decisionMinutes');
  });

  test('begins with the timeline behind what is missed', () => {
    const first = lines.find(
      (line) => / of .*-loss:/.test(line) && !/^(met|missed|unk|need)/.test(line),
    );
    expect(first).toMatch(
      /^writes of region-loss:eu-west-1: recovers by hand in 14 min, loses up to 60 s/,
    );
  });

  test('says how to declare objectives where there are none', () => {
    expect(write('text', { ...report, objectives: [] })).toMatch(
      /^No objectives .*--objectives FILE/,
    );
  });

  test('is coloured on a terminal alone', () => {
    const ESC = '\u001b[';
    expect(PREDICTION_FORMATS.text(report, { isTerminal: true })).toContain(`${ESC}31mmissed`);
    expect(write('text')).not.toContain(ESC);
  });
});

test('JUnit fails for what is missed, and skips what is not known', () => {
  const xml = write('junit');
  expect(xml).toContain(
    '<testsuites name="evenkeel" tests="8" failures="1" errors="0" skipped="2">',
  );
  expect(xml).toMatch(
    /name="regionLoss.rtoMinutes">\s*<failure type="objective" message="[^"]*too long/,
  );
  expect(xml).toMatch(/classname="az-loss:eu-west-1a" name="writes">\s*<skipped/);
});

test.each(['text', 'markdown', 'html'] as const)(
  '%s says how each path returns, in what time and with what loss',
  (format) => {
    const text = write(format);
    expect(text).toContain(
      'Failback of reads to eu-west-1 by itself, 52 s (20 s to 90 s), loses nothing: Route 53 answers with eu-west-1 again',
    );
    expect(text).toContain(
      'Failback of writes to eu-west-1 by hand, 63 min (4 min to 4 h 18 min), nothing brings over what was written in eu-central-1',
    );
    expect(new Set(text.match(/Failback of \w+/g)).size).toBe(2);
  },
);

describe('what got better or worse since a base', () => {
  const at = (level: 'recovers' | 'degraded', seconds: number, rpo = 0) => ({
    ...prediction,
    scenarios: [
      {
        id: 'az-loss:a',
        title: '',
        paths: {
          writes: {
            level,
            failingShare: 0,
            timeline: [],
            rto: span(seconds),
            rpo: span(rpo),
            failback: null,
            because: [],
          },
        },
      },
    ],
  });
  const base = at('recovers', 30);

  test.each([
    ['a longer recovery', at('recovers', 40), ['worse']],
    ['a shorter one', at('recovers', 20), ['better']],
    ['a worse level, however fast', at('degraded', 0), ['worse']],
    ['more that is lost', at('recovers', 30, 5), ['worse']],
    ['the same', base, []],
  ] as const)('%s', (_, now, expected) => {
    expect(changesSince(base, now).map(({ kind }) => kind)).toEqual(expected);
  });

  test('is in the report', () => {
    const changes = changesSince(base, at('degraded', 60));
    expect(write('text', { ...report, changes })).toContain(
      'worse: writes of az-loss:a: recovers in 30 s → degraded in 60 s',
    );
    expect(write('markdown', { ...report, changes })).toContain('- worse: writes of az-loss:a');
  });
});

test('bars that run at the same time begin together, and the next one after the longer', () => {
  const bar = (title: string, typical: number, parallelWith?: string) => ({
    phase: 'switch' as const,
    title,
    ...span(typical),
    ...(parallelWith !== undefined && { parallelWith }),
    evidence: [],
  });
  const bars = [bar('a', 10), bar('b', 30), bar('c', 5, 'b'), bar('d', 1)];
  expect(placed(bars).map(({ start }) => start)).toEqual([0, 10, 10, 40]);
});

test('a chain that runs beside another one is drawn as a chain', () => {
  const bar = (title: string, typical: number) => ({
    phase: 'switch' as const,
    title,
    ...span(typical),
    evidence: [],
  });
  const both = together([
    [bar('a', 10), bar('b', 30)],
    [bar('c', 5), bar('d', 7), bar('e', 1)],
  ]);
  expect(placed(both).map(({ bar: { title }, start }) => `${title} ${start}`)).toEqual([
    'a 0',
    'b 10',
    'c 0',
    'd 5',
    'e 12',
  ]);
  expect(both.map(besideText)).toEqual(['', '', 'while: a', 'after: c', 'after: d']);
});

test.each([
  [0, '0 s'],
  [2.5, '2.5 s'],
  [119, '119 s'],
  [270, '4 min 30 s'],
  [3040, '51 min'],
  [19_200, '5 h 20 min'],
  [270_000, '3 d 3 h'],
])('%d seconds are %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

// What templates, parameters and files of objectives may hold.
const EVIL = [
  'A\\|<img src=x onerror=alert(1)> [click](http://evil.example) ',
  '</svg></code></td></table><script>alert(1)</script>',
  '"><a href="javascript:x">y</a>',
  'A http://evil.example www.evil.example mail@evil.example @team #1',
  '![x](http://evil.example/x.png) `b`',
  'a\n\n# heading\n\n- met: all is well',
  '\u001b[2J\u001b]8;;http://evil.example\u0007\u202egnp.exe\u200b',
];

/** Keys whose values are of closed sets, and what is the same in every report. */
const CLOSED = /^(name|version|level|from|to|phase|verdict|judged|setBy|path|kind|asOf)$/;

describe.each(EVIL)('of %j', (evil) => {
  const own = withTexts(report, (text, key) => (CLOSED.test(key) ? text : `${text}${evil}`));

  test('nothing is live in HTML', () => {
    const html = write('html', own);
    expect(html).not.toMatch(/<(?:img|script|iframe)\b/i);
    expect(html.match(/<[^>]*\bhref="[^"]*"/g)?.filter((link) => !/href="#/.test(link))).toEqual(
      [],
    );
    expect(html).not.toMatch(/<[^>]*\s(?:on\w+|src)=/);
    expect(html.match(/<a /g)?.length).toBe(write('html').match(/<a href="#/g)?.length);
  });

  test('nothing is live in Markdown', () => {
    const html = micromark(write('markdown', own), {
      allowDangerousHtml: true,
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
    });
    const OWN =
      /<\/?(?:h2|h3|p|strong|table|thead|tbody|tr|th|td|code|br|details|summary|blockquote|ul|li)\b/g;
    expect(html.replaceAll(OWN, '')).not.toMatch(/<\/?[a-z]/i);
    expect(html).not.toMatch(/<[^>]*\b(?:href|src|on\w+)=/);
    expect(html.match(/<h\d/g)).toEqual(['<h2']);
  });

  test.each(formats)('%s holds nothing that steers a terminal or turns writing', (format) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    expect(write(format, own)).not.toMatch(/[\u001b\u0007\u202e\u200b]/);
  });

  test('text has no lines of a template', () => {
    expect(
      write('text', own)
        .split('\n')
        .filter((line) => /^- met|^# heading/.test(line)),
    ).toEqual([]);
  });

  test('JUnit has no elements of a template', () => {
    expect(write('junit', own).match(/<\/?[a-z]+/g)).toEqual(write('junit').match(/<\/?[a-z]+/g));
  });
});
