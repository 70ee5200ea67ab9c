/**
 * The frameworks that rules map to, each pinned to one edition.
 *
 * @module
 */

/**
 * The edition of the AWS Well-Architected Framework's Reliability Pillar whose numbers the rules
 * cite, by the date of its entry in the pillar's list of revisions. Numbers move between editions:
 * this one merged REL10-BP02 and REL12-BP03 into other best practices, so that REL10 has three,
 * bulkheads being the third
 * (https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/document-revisions.html).
 */
export const WELL_ARCHITECTED_EDITION = '2024-11-06';

/** Best practices of the Reliability Pillar that rules check. */
export const BEST_PRACTICES = {
  'REL01-BP06':
    'Ensure that a sufficient gap exists between the current quotas and the maximum usage to accommodate failover',
  'REL02-BP01': 'Use highly available network connectivity for your workload public endpoints',
  'REL02-BP03': 'Ensure IP subnet allocation accounts for expansion and availability',
  'REL02-BP05':
    'Enforce non-overlapping private IP address ranges in all private address spaces where they are connected',
  'REL05-BP01':
    'Implement graceful degradation to transform applicable hard dependencies into soft dependencies',
  'REL05-BP02': 'Throttle requests',
  'REL05-BP04': 'Fail fast and limit queues',
  'REL06-BP03': 'Send notifications (real-time processing and alarming)',
  'REL07-BP01': 'Use automation when obtaining or scaling resources',
  'REL07-BP02': 'Obtain resources upon detection of impairment to a workload',
  'REL08-BP05': 'Deploy changes with automation',
  'REL09-BP01':
    'Identify and back up all data that needs to be backed up, or reproduce the data from sources',
  'REL09-BP02': 'Secure and encrypt backups',
  'REL09-BP03': 'Perform data backup automatically',
  'REL09-BP04': 'Perform periodic recovery of the data to verify backup integrity and processes',
  'REL10-BP01': 'Deploy the workload to multiple locations',
  'REL10-BP02': 'Automate recovery for components constrained to a single location',
  'REL10-BP03': 'Use bulkhead architectures to limit scope of impact',
  'REL11-BP01': 'Monitor all components of the workload to detect failures',
  'REL11-BP02': 'Fail over to healthy resources',
  'REL11-BP03': 'Automate healing on all layers',
  'REL11-BP04': 'Rely on the data plane and not the control plane during recovery',
  'REL11-BP05': 'Use static stability to prevent bimodal behavior',
  'REL11-BP06': 'Send notifications when events impact availability',
  'REL12-BP04': 'Test resiliency using chaos engineering',
  'REL13-BP01': 'Define recovery objectives for downtime and data loss',
  'REL13-BP02': 'Use defined recovery strategies to meet the recovery objectives',
  'REL13-BP04': 'Manage configuration drift at the DR site or Region',
  'REL13-BP05': 'Automate recovery',
} as const;

export type BestPractice = keyof typeof BEST_PRACTICES;

/**
 * Controls of compliance frameworks by what a rule is about, as AWS Security Hub and Prowler map
 * the checks of each kind: NIST SP 800-53 Rev. 5, the Trust Services Criteria of SOC 2 (2017),
 * ISO/IEC 27001:2022 Annex A, PCI DSS 3.2.1.
 */
export const CONTROLS = {
  redundancy: {
    nist: ['CP-10', 'CP-2(2)', 'CP-6(2)', 'SC-36', 'SC-5(2)', 'SI-13(5)'],
    soc2: ['A1.2'],
    iso27001: ['A.8.14'],
  },
  backup: {
    nist: ['CP-6(1)', 'CP-6(2)', 'CP-9', 'CP-10', 'SC-5(2)', 'SI-12', 'SI-13(5)'],
    soc2: ['A1.2', 'A1.3'],
    iso27001: ['A.8.13'],
  },
  deletion: { nist: ['CP-2(5)', 'CM-3', 'SC-5(2)', 'SC-22'] },
  capacity: { nist: ['SC-5(2)', 'SC-6', 'CP-2(2)'], iso27001: ['A.8.6'] },
  monitoring: { nist: ['CA-7', 'CP-2(2)', 'SI-2'], pci: ['2.2'] },
  observability: { nist: ['CA-7', 'AU-6(1)', 'SI-4(12)', 'SC-36(1)'], soc2: ['CC7.2'] },
  testing: { nist: ['CP-2', 'CP-4', 'CP-7'], iso27001: ['A.5.30'] },
} as const satisfies Readonly<Record<string, Partial<Record<Framework, readonly string[]>>>>;

/** What a rule is about, for the compliance frameworks. */
export type ControlFamily = keyof typeof CONTROLS;

export type Framework = 'nist' | 'soc2' | 'iso27001' | 'pci';

export const FRAMEWORKS: Readonly<Record<Framework, string>> = {
  nist: 'NIST SP 800-53 Rev. 5',
  soc2: 'SOC 2 (2017 TSC)',
  iso27001: 'ISO/IEC 27001:2022',
  pci: 'PCI DSS 3.2.1',
};

/** A family's controls with their framework: `NIST SP 800-53 Rev. 5 CP-10`. */
export function controlsOf(family: ControlFamily | undefined): readonly string[] {
  const controls: Partial<Record<Framework, readonly string[]>> =
    family === undefined ? {} : CONTROLS[family];
  return (Object.keys(FRAMEWORKS) as Framework[]).flatMap((framework) =>
    (controls[framework] ?? []).map((id) => `${FRAMEWORKS[framework]} ${id}`),
  );
}
