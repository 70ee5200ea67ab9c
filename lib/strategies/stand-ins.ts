import { regions as knownRegions } from '../config/regions.ts';
import type { RegionConfig, ServiceConfig } from '../config/types.ts';
import { type Fields, isFields, type Problem } from '../validation/index.ts';

/** What stands in for a required key that is wrong: it asks for nothing that could be refused. */
const standIns = {
  name: 'stand-in',
  domain: { zoneName: 'example.com', recordName: 'app.example.com' },
  peakInstances: 1,
  objectives: { availabilityPercent: 90 },
};

/**
 * The config without its mistakes, so that what only a plan can show is told together with them and
 * not once they are mended.
 *
 * @param count of Regions that a plan needs at least
 */
export function withStandIns(
  config: unknown,
  mistakes: readonly Problem[],
  count: number,
): ServiceConfig {
  const wrong = mistakes.map(({ key }) => key);
  const isSound: IsSound = (path) =>
    !wrong.some((key) => key === path || key.startsWith(`${path}.`) || key.startsWith(`${path}[`));
  const { regions, ...others } = isFields(config) ? config : {};
  return {
    ...standIns,
    ...soundFields(others, '', isSound),
    regions: soundRegions(Array.isArray(regions) ? regions : [], count, isSound),
  };
}

type IsSound = (path: string) => boolean;

function soundRegions(
  regions: readonly unknown[],
  count: number,
  isSound: IsSound,
): readonly RegionConfig[] {
  const taken = regions.map((region) => (isFields(region) ? region.name : undefined));
  const free = [...knownRegions.keys()].filter((name) => !taken.includes(name));
  return Array.from({ length: Math.max(regions.length, count) }, (_, index) => {
    const region: unknown = regions[index];
    const key = `regions[${index}].`;
    const fields = isFields(region) ? soundFields(region, key, isSound) : {};
    return { ...fields, name: 'name' in fields ? String(fields.name) : (free[index] ?? '') };
  });
}

function soundFields(fields: Fields, prefix: string, isSound: IsSound): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => isSound(prefix + key)));
}
