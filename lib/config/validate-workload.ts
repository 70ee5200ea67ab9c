import {
  type Check,
  type Checks,
  type Fields,
  fieldProblems,
  isFields,
  itemKey,
  listOf,
  memberKey,
  number,
  object,
  optional,
  type Problem,
  text,
  truth,
} from '../validation/index.ts';
import { secretName } from './secret-name.ts';
import { environment } from './validate-environment.ts';
import { command, folder, runtime } from './validate-program.ts';

/**
 * What is left of the 16 KB of user data beside what each group adds itself, with room for both.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
 */
const mostBytes = 8192;

/** Every mistake in what the instances run. */
export const workload: Check = (key, value) => {
  if (!isFields(value)) {
    return [{ key, value, expected: 'an object', remedy: `write ${snippets.folder}` }];
  }
  const form = formOf(value);
  if (form === undefined) {
    return [
      {
        key,
        value,
        expected: 'either folder and start, or commands',
        remedy: `write ${snippets.folder}, or ${snippets.commands}`,
      },
    ];
  }
  return [
    ...fieldProblems(key, value, { ...settings(form), ...programs[form](value) }),
    ...sizeProblems(key, value),
  ];
};

type Form = 'folder' | 'commands';

const snippets = {
  folder: "{ folder: 'app', start: './serve', port: 8080, checks: { shallow: '/health' } }",
  commands: "{ commands: ['…'], port: 8080, checks: { shallow: '/health' } }",
};

/** With both or neither, nobody can tell what is meant. */
function formOf(value: Fields): Form | undefined {
  const isFolder = 'folder' in value || 'start' in value;
  if (isFolder === 'commands' in value) return undefined;
  return isFolder ? 'folder' : 'commands';
}

const path = text(
  // Within what Route 53 takes, and without what a shell would read as something else.
  /^\/[\w\-.~/%?=&]{0,254}$/,
  'a path of at most 255 letters, digits and - . _ ~ / % ? = & that begins with a slash',
  "write it like '/health'",
);

/** Each becomes a file under its name. */
const secrets: Check = (key, value) => {
  const list = listOf(secretFile, 'a list of names of secrets', "write ['payment/api-key', …]");
  const found = list(key, value);
  if (found.length > 0 || !Array.isArray(value)) return found;
  return value.flatMap((name, index) => {
    const inside = value.find((other) => other.startsWith(`${name}/`));
    if (inside === undefined) return [];
    const expected = `a name of its own: '${inside}' is a file in a folder that is called so`;
    return [
      { key: itemKey(key, index), value: name, expected, remedy: 'give one of them another name' },
    ];
  });
};

const secretFile: Check = (key, value) => {
  const found = secretName(key, value);
  if (found.length > 0 || !/(^|\/)\.{0,2}(\/|$)/.test(`${value}`.replace(/^\//, ''))) return found;
  const expected = "a name of which a file can be made: no part of it is empty, '.' or '..'";
  return [{ key, value, expected, remedy: 'write the name that it has in every Region' }];
};

const settings = (form: Form): Checks => ({
  port: number(
    { from: form === 'folder' ? 1024 : 1, to: 65_535, whole: true },
    form === 'folder'
      ? 'choose one such as 8080: below 1024 a program needs privileges, and this one has none'
      : 'state the port on which it serves, such as 8080',
  ),
  checks: (key, value) =>
    isFields(value)
      ? object({
          shallow: path,
          serving: optional(path),
        })(key, value)
      : [{ key, value, expected: 'an object', remedy: "write { shallow: '/health' }" }],
  environment: optional(environment),
  secrets: optional(secrets),
  metricsNamespace: optional(
    text(
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
      /^(?!AWS\/)[\w.\-#:/ ]{1,255}$/,
      "a namespace of CloudWatch: at most 255 letters, digits and . - _ / # : that do not begin with 'AWS/'",
      "write the namespace in which the program publishes, such as 'Orders'",
    ),
  ),
  traces: optional(truth),
  startupMinutes: optional(
    number(
      { from: 1, to: 60, whole: true },
      'state how many minutes an instance may take until it is ready',
    ),
  ),
});

const commands: Check = (key, value) => {
  const expected = 'a list of at least one shell command';
  const remedy = "write ['dnf install -y …', …]";
  if (!Array.isArray(value) || value.length === 0) return [{ key, value, expected, remedy }];
  return value.flatMap((each, index) =>
    typeof each === 'string' && each.trim() !== '' && !each.includes('\0')
      ? []
      : [{ key: itemKey(key, index), value: each, expected: 'a shell command', remedy }],
  );
};

const workers = (of: Checks, snippet: string): Check =>
  optional((key, value) =>
    isFields(value)
      ? object(of)(key, value)
      : [{ key, value, expected: 'an object', remedy: `write ${snippet}` }],
  );

const programs: Readonly<Record<Form, (value: Fields) => Checks>> = {
  folder: ({ folder: within, runtime: by }) => ({
    folder,
    start: command(within, by),
    runtime: optional(runtime),
    workers: workers({ start: command(within, by) }, "{ start: 'node worker.mjs' }"),
  }),
  commands: () => ({ commands, workers: workers({ commands }, "{ commands: ['…'] }") }),
};

/** What becomes user data has its limit, and an instance that exceeds it is never launched. */
function sizeProblems(key: string, value: Fields): Problem[] {
  const texts = (list: unknown) =>
    (Array.isArray(list) ? list : []).filter((each) => typeof each === 'string');
  const variables = Object.entries(isFields(value.environment) ? value.environment : {}).flat();
  const inner = isFields(value.workers) ? value.workers : {};
  const bytes = (...lists: unknown[]) =>
    lists.flatMap(texts).reduce((sum, each) => sum + Buffer.byteLength(each) + 1, 0);
  return [
    { at: key, size: bytes(value.commands, variables, value.secrets) },
    { at: memberKey(key, 'workers'), size: bytes(inner.commands, variables, value.secrets) },
  ].flatMap(({ at, size }) =>
    size <= mostBytes
      ? []
      : [
          {
            key: at,
            value: `${size} bytes`,
            expected: `commands, variables and names of secrets of at most ${mostBytes} bytes together`,
            remedy:
              'put files into a folder instead: they become user data, which takes 16 KB in all',
          },
        ],
  );
}
