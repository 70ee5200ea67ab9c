import { isObject, type JsonObject, own, type PathSegment } from '../json.ts';

/** A resource of a SAM template, with what `Globals` adds to its properties. */
export interface SamResource {
  readonly id: string;
  readonly raw: JsonObject;
  readonly properties: JsonObject;
}

/** What a SAM resource becomes. */
export interface Translated {
  readonly resources: readonly Generated[];
  /** What is not translated of it, below the resource. */
  readonly left: readonly Left[];
  /** Calls that an S3 bucket of the template makes, by its logical ID. */
  readonly notifications: readonly {
    readonly bucket: string;
    readonly configuration: JsonObject;
  }[];
}

export interface Left {
  readonly path: readonly PathSegment[];
  readonly what: string;
}

/** A resource of CloudFormation, and where in the SAM resource it comes from. */
export interface Generated {
  readonly id: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** Where it is written, below the SAM resource; empty: the resource itself. */
  readonly from: readonly PathSegment[];
  /** Properties that are written under another name, by their own. */
  readonly renamed?: Readonly<Record<string, readonly PathSegment[]>>;
  /** Whether it takes the place of the SAM resource, with its attributes. */
  readonly isMain?: boolean;
}

export function arnOf(id: string): JsonObject {
  return { 'Fn::GetAtt': [id, 'Arn'] };
}

export function refTo(id: string): JsonObject {
  return { Ref: id };
}

/** Without what is not there. */
export function given(entries: Readonly<Record<string, unknown>>): JsonObject {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}

/** An object without some of its keys. */
export function without(value: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

/** Applies a change to a value on both sides of `Fn::If`; other functions stay as they are. */
export function through(value: unknown, change: (plain: JsonObject) => unknown): unknown {
  if (!isObject(value)) return value;
  const sides = own(value, 'Fn::If');
  if (Array.isArray(sides)) {
    const [condition, ...both] = sides;
    return { 'Fn::If': [condition, ...both.map((side: unknown) => through(side, change))] };
  }
  const [first = ''] = Object.keys(value);
  return first === 'Ref' || first.startsWith('Fn::') ? value : change(value);
}

/** Tags as most resources of CloudFormation take them: SAM's are a mapping. */
export function tagList(tags: unknown): unknown {
  return through(tags, (plain) => Object.entries(plain).map(([Key, Value]) => ({ Key, Value })));
}
