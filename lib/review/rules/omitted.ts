/** Checks of the catalogue that are no rules, and why: IDs are never reused. */
export const omitted: Readonly<Record<string, string>> = {
  'HA-REG-7':
    'An account’s quotas are in no template: what is needed could be counted, but not judged.',
  'HA-REG-14':
    'Which differences between Regions are meant is in no template: HA-REG-4 and HA-REG-6 compare what has to be alike.',
  'HA-LAM-4':
    'Which function must not run short of concurrency is in no template: a reservation for each is no advice.',
  'HA-SQS-8':
    'A group or a service that refers to a queue may send to it as well as work on it: which of them a template does not say.',
};
