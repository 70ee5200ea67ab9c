/** Checks of the catalogue that are no rules, and why: IDs are never reused. */
export const omitted: Readonly<Record<string, string>> = {
  'HA-REG-7':
    'Templates do not show an account’s quotas: the report counts what each Region needs of them, and a need above the default is fine where the quota was raised.',
};
