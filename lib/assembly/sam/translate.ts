import type { Template } from '../input/template.ts';
import { isObject, type JsonObject, own, type PathSegment, setOwn } from '../json.ts';
import type { InputProblem } from '../problems.ts';
import type { Generated, SamResource, Translated } from './resource.ts';
import { implicitApis, TRANSLATORS } from './translators.ts';

/** The macro that turns a SAM template into one of CloudFormation. */
const SAM = 'AWS::Serverless-2016-10-31';

const PREFIX = 'AWS::Serverless::';

/**
 * A SAM template as the resources that it becomes, with the logical IDs that SAM gives them and the
 * positions of what they are written as; other templates stay as they are. What is not translated
 * stays in the template as it is, and is named.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
 */
export function translateSam(template: Template): {
  readonly template: Template;
  readonly problems: readonly InputProblem[];
} {
  const transform = own(template.body, 'Transform');
  const macros: readonly unknown[] = Array.isArray(transform) ? transform : [transform];
  if (!macros.includes(SAM)) return { template, problems: [] };
  const globals = own(template.body, 'Globals');
  const globalsOf = (kind: string): JsonObject => {
    const found = own(globals, kind);
    return isObject(found) ? found : {};
  };
  const written = own(template.body, 'Resources') as JsonObject;
  const sam = Object.entries(written).flatMap(([id, raw]) => {
    const type = own(raw, 'Type');
    if (!isObject(raw) || typeof type !== 'string' || !type.startsWith(PREFIX)) return [];
    const own_ = own(raw, 'Properties');
    const kind = type.slice(PREFIX.length);
    const properties = merged(globalsOf(kind), isObject(own_) ? own_ : {}) as JsonObject;
    return [{ id, raw, type, kind, properties }];
  });
  const apis = implicitApis(sam, globalsOf).filter(({ id }) => !Object.hasOwn(written, id));
  const results = new Map<string, { resource: SamResource; made: Translated; kind: string }>();
  const problems: InputProblem[] = [];
  for (const { type, kind, ...resource } of sam) {
    const made = Object.hasOwn(TRANSLATORS, type) ? TRANSLATORS[type]?.(resource) : undefined;
    if (made === undefined) {
      problems.push(
        unseen(template, ['Resources', resource.id], `the resource ${resource.id} of type ${type}`),
      );
      continue;
    }
    results.set(resource.id, { resource, made, kind });
    for (const { path, what } of made.left) {
      problems.push(
        unseen(template, ['Resources', resource.id, ...path], `${what} of ${resource.id}`),
      );
    }
  }
  for (const resource of apis) {
    const kind = resource.id === 'ServerlessRestApi' ? 'Api' : 'HttpApi';
    const made = TRANSLATORS[`${PREFIX}${kind}`]?.(resource);
    if (made !== undefined) results.set(resource.id, { resource, made, kind });
  }
  const { resources, origins } = assemble(written, results);
  const body = {
    ...template.body,
    Transform: macros.filter((name) => name !== SAM),
    Resources: resources,
  };
  return {
    template: {
      ...template,
      body,
      locate: (path) => template.locate(originOf(path, origins, globals)),
    },
    problems,
  };
}

/** What is in Globals counts for a resource: mappings and lists are joined, other values replaced. */
function merged(global: unknown, local: unknown): unknown {
  if (Array.isArray(global) && Array.isArray(local)) return [...global, ...local];
  if (!isObject(global) || !isObject(local)) return local ?? global;
  const result: JsonObject = { ...global };
  for (const [key, value] of Object.entries(local)) {
    setOwn(result, key, merged(own(global, key), value));
  }
  return result;
}

/** Where a generated resource comes from. */
interface Origin {
  readonly owner: string;
  readonly generated: Generated;
  readonly kind: string;
  readonly ownProperties: unknown;
}

function assemble(
  written: JsonObject,
  results: ReadonlyMap<string, { resource: SamResource; made: Translated; kind: string }>,
) {
  const resources: JsonObject = {};
  const origins = new Map<string, Origin>();
  const notifications: Translated['notifications'][number][] = [];
  const add = (resource: SamResource, made: Translated, kind: string) => {
    const condition = own(resource.raw, 'Condition');
    notifications.push(...made.notifications);
    for (const generated of made.resources) {
      const { id, type, properties, isMain } = generated;
      if (!isMain && Object.hasOwn(written, id)) continue;
      const attributes = isMain
        ? resource.raw
        : condition === undefined
          ? {}
          : { Condition: condition };
      setOwn(resources, id, { ...attributes, Type: type, Properties: properties });
      const ownProperties = own(resource.raw, 'Properties');
      origins.set(id, { owner: resource.id, generated, kind, ownProperties });
    }
  };
  for (const [id, raw] of Object.entries(written)) {
    const found = results.get(id);
    if (found === undefined) setOwn(resources, id, raw);
    else add(found.resource, found.made, found.kind);
  }
  for (const [id, { resource, made, kind }] of results) {
    if (!Object.hasOwn(written, id)) add(resource, made, kind);
  }
  for (const [bucket, all] of Map.groupBy(notifications, (one) => one.bucket)) {
    const raw = own(resources, bucket);
    if (isObject(raw))
      setOwn(
        resources,
        bucket,
        notifying(
          raw,
          all.map((one) => one.configuration),
        ),
      );
  }
  return { resources, origins };
}

function notifying(bucket: JsonObject, configurations: readonly JsonObject[]): JsonObject {
  const properties = own(bucket, 'Properties');
  const added = { NotificationConfiguration: { LambdaConfigurations: configurations } };
  return { ...bucket, Properties: merged(isObject(properties) ? properties : {}, added) };
}

/** The place in the SAM template that a place in what it becomes is written at. */
function originOf(
  path: readonly PathSegment[],
  origins: ReadonlyMap<string, Origin>,
  globals: unknown,
): readonly PathSegment[] {
  const [section, id, attribute, name, ...rest] = path;
  const origin = section === 'Resources' ? origins.get(String(id)) : undefined;
  if (origin === undefined) return path;
  const { owner, generated, kind, ownProperties } = origin;
  if (attribute !== 'Properties' && generated.isMain) return path;
  const base = ['Resources', owner, ...generated.from];
  if (attribute !== 'Properties') return base;
  const renamed = generated.renamed?.[String(name)];
  const inside = renamed ?? [
    ...(generated.isMain ? ['Properties'] : generated.from),
    ...(name === undefined ? [] : [name]),
  ];
  const top = inside[1];
  const isGlobal =
    inside[0] === 'Properties' &&
    top !== undefined &&
    own(ownProperties, top) === undefined &&
    own(own(globals, kind), top) !== undefined;
  return isGlobal
    ? ['Globals', kind, ...inside.slice(1), ...rest]
    : ['Resources', owner, ...inside, ...rest];
}

function unseen(template: Template, path: readonly PathSegment[], what: string): InputProblem {
  return {
    code: 'not-visible',
    severity: 'warning',
    ...template.locate(path),
    found: what,
    expected: 'what this version translates of SAM (docs/review.md)',
    fix: 'review the processed template: what this adds is unknown here',
  };
}
