import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { svgOf } from '../../scripts/architecture/svg.ts';
import { topologyOf } from '../../scripts/architecture/topology.ts';
import { generated, topologyFor } from '../../scripts/architecture.ts';
import { documented } from '../../scripts/sample.ts';
import { configWith } from '../support/config.ts';
import { graphOfConfig } from '../support/graph.ts';

const docs = join(import.meta.dirname, '../../docs');
const files = generated();

test.each(Object.keys(files))('%s is what the templates say: npm run docs', (file) => {
  expect(existsSync(join(docs, file))).toBe(true);
  expect(readFileSync(join(docs, file), 'utf8')).toBe(files[file]);
});

test('every strategy of the README has a picture, and no other has', () => {
  const pictures = globSync('architecture/*.svg', { cwd: docs }).toSorted();
  expect(pictures).toEqual(documented.map(({ name }) => `architecture/${name}.svg`).toSorted());
});

describe('the topology of templates', () => {
  test('has the Regions in the order in which they answer', () => {
    const { regions, recordName } = topologyFor('warm-standby');
    expect(recordName).toBe('app.example.com');
    expect(regions.map(({ region, answers }) => [region, answers])).toEqual([
      ['eu-west-1', 'first'],
      ['eu-central-1', 'second'],
    ]);
  });

  test('has what replicates, and which way', () => {
    const { links } = topologyFor('warm-standby');
    const [first, second] = ['eu-west-1', 'eu-central-1'];
    expect(links).toContainEqual({ what: 'Aurora', from: first, to: second });
    expect(links).not.toContainEqual({ what: 'Aurora', from: second, to: first });
    for (const what of ['S3', 'DynamoDB', 'backups']) {
      expect(links).toContainEqual({ what, from: first, to: second });
      expect(links).toContainEqual({ what, from: second, to: first });
    }
  });

  test('follows the config', () => {
    const graph = graphOfConfig(configWith({ strategy: 'multi-az', peakInstances: 10 }));
    const { regions, links } = topologyOf(graph);
    expect(regions.map(({ service }) => service)).toMatchObject([{ minimum: 15, zones: 3 }]);
    expect(links).toEqual([]);
  });

  test('has room for a third Region', () => {
    const regions = ['eu-west-1', 'eu-central-1', 'us-east-1'].map((name) => ({ name }));
    const topology = topologyOf(graphOfConfig(configWith({ strategy: 'active-active', regions })));
    expect(topology.regions.map(({ answers }) => answers)).toEqual(Array(3).fill('nearest'));
    expect(topology.links.filter(({ what }) => what === 'Aurora')).toHaveLength(2);
    expect(svgOf(topology, 'A & "B"')).toContain('aria-label="A &amp; &quot;B&quot;"');
  });
});
