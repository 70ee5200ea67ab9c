import { isObject, type JsonObject, kindOf, measure, own, type PathSegment } from '../json.ts';
import { MAX_DEPTH, MAX_VALUES } from '../limits.ts';
import type { InputProblem, SourcePosition } from '../problems.ts';
import { translateSam } from '../sam/translate.ts';
import {
  countKeys,
  findDuplicateKeys,
  findJsonError,
  jsonLocator,
  lineAndColumn,
} from './json-text.ts';
import { parseYaml } from './yaml-text.ts';

/** A parsed template: all functions in their long form, positions on demand. */
export interface Template {
  readonly file: string;
  readonly body: JsonObject;
  /** Where the deepest part of the path that is there begins. */
  readonly locate: (path: readonly PathSegment[]) => SourcePosition;
}

export interface Parsed<T> {
  readonly value: T | undefined;
  readonly problems: readonly InputProblem[];
}

interface Document {
  readonly value: unknown;
  readonly locate: (path: readonly PathSegment[]) => { line: number; column: number };
  /** The text, if it is JSON: `value` has lost what it repeats. */
  readonly json?: string;
}

/** Parses a template in JSON or YAML; `file` is the name that messages and positions carry. */
export function parseTemplate(source: string, file: string): Parsed<Template> {
  const { value: document, problems } = parseDocument(source, file);
  return document === undefined
    ? { value: undefined, problems }
    : withProblems(checkTemplate(document, file), problems);
}

function withProblems<T>(parsed: Parsed<T>, more: readonly InputProblem[]): Parsed<T> {
  return { ...parsed, problems: [...more, ...parsed.problems] };
}

/** Parses the template of a stack that a manifest lists: an app may define a stack with nothing in it. */
export function parseStackTemplate(source: string, file: string): Parsed<Template> {
  const { value: document, problems } = parseDocument(source, file);
  if (document === undefined) return { value: undefined, problems };
  const { value: body } = document;
  const isEmpty = isObject(body) && own(body, 'Resources') === undefined;
  const value = isEmpty ? { ...body, Resources: {} } : body;
  return withProblems(checkTemplate({ ...document, value }, file), problems);
}

/** A template that is already an object, for tests and tools; positions are those of its JSON. */
export function templateFromObject(body: object, file: string): Parsed<Template> {
  try {
    return parseTemplate(JSON.stringify(body, null, 2), file);
  } catch (error) {
    const found = `an object that is not JSON (${String(error).split('\n')[0]})`;
    const expected = 'a plain object, as `Template.toJSON()` gives';
    const fix = 'pass the synthesized template';
    return failure({ code: 'not-a-template', file, found, expected, fix });
  }
}

/** Parses JSON or YAML and says where it is wrong; what it holds is not looked at. */
export function parseDocument(source: string, file: string): Parsed<Document> {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  if (text.trim() === '') {
    const expected = 'a CloudFormation template in JSON or YAML';
    return failure({
      code: 'empty',
      file,
      found: 'an empty file',
      expected,
      fix: 'check the path',
    });
  }
  if (text.includes('\0')) {
    const found = 'zero bytes, as in UTF-16 or in binary data';
    const fix = 'save the template as UTF-8';
    return failure({ code: 'syntax', file, found, expected: 'text in UTF-8', fix });
  }
  const isJsonFile = /\.json$/i.test(file);
  if (!isJsonFile && !/^\s*[{[]/.test(text)) return parseYamlDocument(text, file);
  try {
    const value: unknown = JSON.parse(text);
    return {
      value: { value, locate: jsonLocator(text), json: text },
      problems: [],
    };
  } catch {
    const { offset, found, expected } = findJsonError(text);
    // A YAML flow mapping also begins with a brace, but soon differs from JSON.
    const yaml = isJsonFile || offset > 1024 ? undefined : parseYamlDocument(text, file);
    if (yaml?.value !== undefined) return yaml;
    const fix = found.startsWith('the end')
      ? 'the file looks truncated: write it again'
      : 'correct the JSON here';
    return failure({
      code: 'syntax',
      file,
      ...lineAndColumn(text, offset),
      found,
      expected,
      fix,
    });
  }
}

function parseYamlDocument(text: string, file: string): Parsed<Document> {
  const yaml = parseYaml(text);
  if (yaml.faults.length === 0) {
    return { value: yaml, problems: duplicateKeys(yaml.duplicates, text, file) };
  }
  const problems = yaml.faults.map(({ offset, ...fault }) => ({
    severity: 'error' as const,
    file,
    ...lineAndColumn(text, offset),
    ...fault,
  }));
  return { value: undefined, problems };
}

function checkTemplate(document: Document, file: string): Parsed<Template> {
  const { depth, values, keys } = measure(document.value, MAX_DEPTH, MAX_VALUES);
  if (depth > MAX_DEPTH || values > MAX_VALUES) {
    const found =
      depth > MAX_DEPTH ? 'too many levels of nesting' : 'too many values, aliases included';
    const expected = `at most ${MAX_DEPTH} levels and ${MAX_VALUES} values`;
    return failure({ code: 'too-deep', file, found, expected, fix: 'split the template' });
  }
  const body = document.value;
  if (!isObject(body) || !isObject(own(body, 'Resources'))) {
    const found = isObject(body)
      ? `a mapping whose Resources section is ${kindOf(own(body, 'Resources'))}`
      : kindOf(body);
    return failure({
      code: 'not-a-template',
      file,
      ...document.locate(['Resources']),
      found,
      expected: 'a CloudFormation template with a Resources section',
      fix: 'pass a template, a folder of templates, or the output folder of `cdk synth`',
    });
  }
  const locate = (path: readonly PathSegment[]) => ({ file, ...document.locate(path) });
  const template = { file, body, locate };
  const { json } = document;
  // An empty section is added to a stack that has none, so a key more is no key lost.
  const isLossy = json !== undefined && countKeys(json) > keys;
  const problems = isLossy ? duplicateKeys(findDuplicateKeys(json), json, file) : [];
  const shape = checkShape(template);
  if (shape.length > 0) return { value: template, problems: [...problems, ...shape] };
  const translated = translateSam(template);
  return { value: translated.template, problems: [...problems, ...translated.problems] };
}

function duplicateKeys(
  found: readonly { readonly offset: number; readonly key: string }[],
  text: string,
  file: string,
): InputProblem[] {
  return found.map(({ offset, key }) => ({
    code: 'duplicate-key',
    severity: 'error',
    file,
    ...lineAndColumn(text, offset),
    found: `the key ${key} a second time`,
    expected: 'each key of a mapping once',
    fix: 'remove one of them: here the last one counts, elsewhere perhaps another',
  }));
}

const SECTIONS = ['Parameters', 'Mappings', 'Conditions', 'Outputs'] as const;

function checkShape(template: Template): InputProblem[] {
  const problems: InputProblem[] = [];
  const report = (code: InputProblem['code'], path: string[], found: string, expected: string) =>
    problems.push({
      code,
      severity: 'error',
      ...template.locate(path),
      found,
      expected,
      fix: `correct ${path.join('.')}`,
    });
  for (const name of SECTIONS) {
    const section = own(template.body, name);
    if (section !== undefined && section !== null && !isObject(section)) {
      report('invalid-section', [name], `${kindOf(section)} as ${name}`, 'a mapping');
    }
  }
  for (const [id, resource] of Object.entries(own(template.body, 'Resources') as JsonObject)) {
    if (id.startsWith('Fn::')) continue;
    const path = ['Resources', id];
    if (!isObject(resource)) {
      report('invalid-resource', path, `${kindOf(resource)} as the resource ${id}`, 'a mapping');
    } else if (typeof own(resource, 'Type') !== 'string') {
      const found = `${kindOf(own(resource, 'Type'))} as the Type of ${id}`;
      report('invalid-resource', path, found, 'a resource type such as AWS::SQS::Queue');
    } else if (own(resource, 'Properties') != null && !isObject(own(resource, 'Properties'))) {
      const found = `${kindOf(own(resource, 'Properties'))} as the Properties of ${id}`;
      report('invalid-resource', [...path, 'Properties'], found, 'a mapping');
    }
  }
  return problems;
}

function failure<T>(problem: Omit<InputProblem, 'severity'>): Parsed<T> {
  return { value: undefined, problems: [{ severity: 'error', ...problem }] };
}
