import {
  type Check,
  type Checks,
  check,
  type Fields,
  fieldProblems,
  isFields,
  isFolder,
  itemKey,
  listOf,
  mapOf,
  memberKey,
  number,
  object,
  optional,
  type Problem,
  text,
} from '../validation/index.ts';
import { secretName } from './secret-name.ts';

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
    ...fieldProblems(key, value, { ...settings(form), ...programs[form] }),
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

/** The names that the program is given by the architecture. */
const given = ['AWS_REGION', 'LOG_GROUP_NAME', 'PORT', 'PATH', 'SECRETS_DIRECTORY'];

const settings = (form: Form): Checks => ({
  port: number(
    { from: form === 'folder' ? 1024 : 1, to: 65_535, whole: true },
    form === 'folder'
      ? 'choose one such as 8080: the program has no privileges'
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
  secrets: optional(
    listOf(secretName, 'a list of names of secrets', "write ['payment/api-key', …]"),
  ),
  metricsNamespace: optional(
    text(
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
      /^(?!AWS\/)[\w.\-#:/ ]{1,255}$/,
      "a namespace of CloudWatch: at most 255 letters, digits and . - _ / # : that do not begin with 'AWS/'",
      "write the namespace in which the program publishes, such as 'Orders'",
    ),
  ),
  startupMinutes: optional(
    number(
      { from: 1, to: 60, whole: true },
      'state how many minutes an instance may take until it is ready',
    ),
  ),
});

const environment: Check = (key, value) => [
  ...mapOf(
    text(
      /^[^\n\0]{0,4096}$/,
      'a string of one line and at most 4,096 characters',
      'put it in quotes; what is longer, or secret, goes into a file or a secret',
    ),
    'an object of strings',
    "write { LOG_LEVEL: 'info' }",
  )(key, value),
  ...Object.keys(isFields(value) ? value : {}).flatMap((name) => nameProblems(key, name)),
];

function nameProblems(parent: string, name: string): Problem[] {
  const key = memberKey(parent, name);
  if (given.includes(name)) {
    const remedy = 'remove it: the program is given it';
    return [{ key, value: name, expected: `a name other than ${given.join(', ')}`, remedy }];
  }
  if (/^[A-Za-z_]\w{0,255}$/.test(name)) return [];
  const expected = 'the name of an environment variable: letters, digits and underscores';
  return [{ key, value: name, expected, remedy: 'rename it' }];
}

const command = text(
  /^[^\n\0]{1,2048}$/,
  'a command of one line and at most 2,048 characters',
  "write it like 'node server.mjs'",
);

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

const folder = check(
  (value) => typeof value === 'string' && isFolder(value),
  'a folder that is there, seen from where cdk runs',
  'make it first (npm run workload makes .workload, and npm run runtime .runtime), or correct the path',
);

const workers = (of: Checks, snippet: string): Check =>
  optional((key, value) =>
    isFields(value)
      ? object(of)(key, value)
      : [{ key, value, expected: 'an object', remedy: `write ${snippet}` }],
  );

const programs: Readonly<Record<Form, Checks>> = {
  folder: {
    folder,
    start: command,
    runtime: optional(folder),
    workers: workers({ start: command }, "{ start: 'node worker.mjs' }"),
  },
  commands: { commands, workers: workers({ commands }, "{ commands: ['…'] }") },
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
