/** Checks of the catalogue that are no rules, and why: IDs are never reused. */
export const omitted: Readonly<Record<string, string>> = {};
