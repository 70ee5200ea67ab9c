/** Checks of the catalogue that are no rules, and why: IDs are never reused. */
export const omitted: Readonly<Record<string, string>> = {
  'HA-REG-7':
    'An account’s quotas are in no template: the report counts what each Region needs of them, and a need above the default is no fault where the quota was raised.',
};
