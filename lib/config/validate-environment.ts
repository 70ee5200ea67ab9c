import { type Check, isFields, mapOf, memberKey, type Problem, text } from '../validation/index.ts';

/** What the program is told by the architecture, which alarms and the start itself rely on. */
const given = [
  'AVAILABILITY_ZONE',
  'AWS_REGION',
  'LOG_GROUP_NAME',
  'PATH',
  'PORT',
  'RUNTIME_DIRECTORY',
  'SECRETS_DIRECTORY',
  'SERVICE_NAME',
];

/** Every mistake in the environment variables of a program. */
export const environment: Check = (key, value) => [
  ...mapOf(
    text(
      /^[^\n\0]{0,4096}$/,
      'a string of one line and at most 4,096 characters',
      'put it in quotes; what is longer, or secret, goes into a file or a secret',
    ),
    'an object of strings',
    "write { LOG_LEVEL: 'info' }",
  )(key, value),
  ...Object.entries(isFields(value) ? value : {}).flatMap(([name, of]) => [
    ...nameProblems(key, name),
    ...secretProblems(memberKey(key, name), name, of),
  ]),
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

const SECRET_NAME =
  /(^|_)(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS?|(API|ACCESS|PRIVATE|SECRET|SIGNING)_?KEY)$/i;

/** It would be in the template and in user data. What it is, is not repeated here. */
function secretProblems(key: string, name: string, value: unknown): Problem[] {
  if (typeof value !== 'string' || value === '') return [];
  const hasPassword = URL.canParse(value) && new URL(value).password !== '';
  if (!SECRET_NAME.test(name) && !hasPassword) return [];
  return [
    {
      key,
      value: '…',
      expected: 'nothing secret: templates and user data show it to many',
      remedy:
        'put it into Secrets Manager and its name under workload.secrets; if it is not secret, give the variable another name',
    },
  ];
}
