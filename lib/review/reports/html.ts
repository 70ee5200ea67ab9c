import type { Recovery } from '../../assembly/index.ts';
import {
  escapeMarkup as esc,
  type HtmlSection,
  htmlContents,
  htmlPage,
  htmlSection,
  htmlTable as table,
} from '../../formats/index.ts';
import { HTML_STYLE } from './html-style.ts';
import type { Report, ReportFinding } from './report.ts';
import { failuresByRule } from './summary.ts';
import {
  ARCHITECTURE,
  byStack,
  changedRules,
  counted,
  fullMessage,
  inputProblem,
  inRegion,
  KINDS,
  kindOf,
  placeOf,
  stageNote,
  subjectOf,
  summarize,
} from './words.ts';

/** One page without scripts and without anything to load: for reviewers, auditors and archives. */
export function htmlReport(report: Report): string {
  const { summary, problems, tool } = report;
  const sections = reviewSections(report);
  const note = stageNote(report);
  const body = [
    `<h1>High availability review</h1>`,
    `<p>${esc(summarize(summary))} in ${counted(summary.stacks, 'stack')} with ${counted(summary.resources, 'resource')}.${profileText(report)}</p>`,
    tiles(report),
    htmlContents(sections),
    ...(note === undefined ? [] : [`<p>${esc(note)}</p>`]),
    ...problems.map((problem) => `<p class="warning">${esc(inputProblem(problem, report))}</p>`),
    ...sections.map(htmlSection),
  ];
  const footer = `evenkeel ${tool.version}, Well-Architected Reliability Pillar of ${report.wellArchitectedEdition}`;
  return htmlPage({ title: 'High availability review', style: HTML_STYLE, body, footer });
}

function tiles({ summary }: Report): string {
  const items = [...KINDS, 'pass' as const].map(
    (kind) => `<li class="${kind}"><b>${summary[kind]}</b> ${kind}</li>`,
  );
  return `<ul class="tiles">${items.join('')}</ul>`;
}

/** The parts of the page that hold something. */
export function reviewSections(report: Report): readonly HtmlSection[] {
  return SECTIONS.map(({ content, ...named }) => ({ ...named, html: content(report) })).filter(
    ({ html }) => html !== '',
  );
}

const SECTIONS: readonly {
  readonly id: string;
  readonly title: string;
  readonly content: (report: Report) => string;
}[] = [
  { id: 'rules', title: 'By rule', content: byRule },
  { id: 'findings', title: 'Findings', content: findings },
  { id: 'acknowledged', title: 'Acknowledged', content: acknowledged },
  { id: 'regions', title: 'Differences between Regions', content: parity },
  { id: 'quotas', title: 'Bill of quotas', content: quotas },
  { id: 'not-judged', title: 'Not judged', content: unjudged },
  { id: 'coverage', title: 'Coverage', content: coverage },
];

/** What to fix first: each fault once, gravest first, with how many resources have it. */
function byRule(report: Report): string {
  return table(
    'Faults by rule',
    ['Level', 'What it leads to', 'Resources', 'Regions', 'Rule'],
    failuresByRule(report).map(({ kind, ruleId, consequence, findings: own }) => [
      `<span class="tag ${kind}">${kind}</span>`,
      esc(consequence),
      String(new Set(own.map(({ path, region }) => `${path} ${region}`)).size),
      esc([...new Set(own.flatMap(({ region }) => region ?? []))].join(', ')),
      `<code class="id">${ruleId}</code>`,
    ]),
  );
}

function unjudged({ notJudged }: Report): string {
  return table(
    'Types not judged',
    ['Type that no rule knows', 'Resources'],
    notJudged.map(({ type, count }) => [`<code>${esc(type)}</code>`, String(count)]),
  );
}

/** Levels that can be shown alone; the page chooses among them without a script. */
const FILTERS = ['all', 'error', 'warning', 'info', 'unknown'] as const;

function filter(): string {
  const choices = FILTERS.map(
    (kind) =>
      `<label><input type="radio" name="level" value="${kind}"${kind === 'all' ? ' checked' : ''}> ${kind}</label>`,
  );
  return `<fieldset class="filter"><legend>Show</legend>${choices.join(' ')}</fieldset>`;
}

const RECOVERY: Readonly<Record<Recovery, string>> = {
  none: 'the service waits for its Region to return',
  restore: 'another Region is restored from backups',
  switch: 'a switch to another Region',
  routing: 'health checks leave out a Region that is lost',
};

function profileText({ profile }: Report): string {
  const regions = profile.regions.map(({ name, role }) => (role ? `${name} (${role})` : name));
  const { liveData, sharedTraffic, recovery } = profile;
  const known = [
    liveData && 'live data in several Regions',
    sharedTraffic && 'traffic is shared',
    recovery && RECOVERY[recovery],
  ].filter(Boolean);
  const properties = known.length === 0 ? '' : ` Declared: ${known.join(', ')}.`;
  return `${properties}${regions.length === 0 ? '' : ` Regions: ${esc(regions.join(', '))}.`}`;
}

function findings(report: Report): string {
  const listed = report.findings.filter(({ status }) => status === 'fail' || status === 'unknown');
  if (listed.length === 0) return '<p>None.</p>';
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const lists = byStack(listed)
    .map((own) => {
      const [{ stack = ARCHITECTURE, region } = {}] = own;
      const place = region === undefined ? '' : ` <small>${esc(region)}</small>`;
      const items = KINDS.flatMap((kind) => own.filter((finding) => kindOf(finding) === kind));
      return `<h3>${esc(stack)}${place}</h3>\n${items.map(item).join('\n')}`;
    })
    .join('\n');
  return `${filter()}\n${lists}`;

  function item(finding: ReportFinding): string {
    const rule = rules.get(finding.ruleId);
    const kind = kindOf(finding) ?? '';
    const place = placeOf(finding);
    const docs = (rule?.docs ?? []).map((url) => `<a href="${esc(url)}">AWS documentation</a>`);
    const evidence = (finding.evidence ?? []).map(
      ({ path, note }) => `<li><code>${esc(path)}</code> ${esc(note)}</li>`,
    );
    return `<details class="is-${kind}"><summary><span class="tag ${kind}">${kind}</span> <code class="id">${finding.ruleId}</code> <code>${esc(subjectOf(finding))}</code> ${esc(rule?.consequence ?? '')}: ${esc(fullMessage(finding))}</summary>
<p>${esc(rule?.title ?? '')}. ${esc(rule?.rationale ?? '')}</p>
<p><b>Fix:</b> ${esc(rule?.fix ?? '')}</p>
${evidence.length > 0 ? `<ul>${evidence.join('')}</ul>` : ''}<p><small>${[place && `<code>${esc(place)}</code>`, esc((rule?.wellArchitected ?? []).join(', ')), ...docs].filter(Boolean).join(' · ')}</small></p></details>`;
  }
}

function acknowledged({ findings: all, unusedAcknowledgements }: Report): string {
  const rows = all
    .filter(({ status }) => status === 'acknowledged')
    .map(({ ruleId, path, region, message, acknowledgement }) => [
      `<code class="id">${ruleId}</code>`,
      `<code>${esc(inRegion(path ?? ARCHITECTURE, region))}</code>`,
      esc(message),
      esc(acknowledgement?.reason ?? ''),
      esc(acknowledgement?.expires ?? ''),
    ]);
  const unused = unusedAcknowledgements.map(({ rule, resource, reason, expires }) => [
    `<code class="id">${esc(rule)}</code>`,
    `<code>${esc(resource)}</code>`,
    'matches nothing in this review',
    esc(reason),
    esc(expires ?? ''),
  ]);
  return table(
    'Acknowledged findings',
    ['Rule', 'Resource', 'Finding', 'Reason', 'Until'],
    [...rows, ...unused],
  );
}

function parity({ parity: regions }: Report): string {
  if (regions === undefined) return '';
  const rows = regions.differences.map(({ name, property, values }) => [
    `<code>${esc(name)}</code>`,
    property === undefined ? '' : `<code>${esc(property)}</code>`,
    ...Object.values(values).map((value) => (value === null ? '–' : `<code>${esc(value)}</code>`)),
  ]);
  const intro = `<p>${regions.compared} resources are in all of ${esc(regions.regions.join(', '))}. What differs may be meant, as a smaller standby is.</p>`;
  return (
    intro +
    table('Differences between Regions', ['What', 'Property', ...regions.regions.map(esc)], rows)
  );
}

function quotas({ quotas: needs }: Report): string {
  return table(
    'Bill of quotas',
    ['Region', 'Quota', 'Needed', 'Default', 'Code'],
    needs.map(
      ({ region, name, needed, open, default: value, service, code, docs, exceedsDefault }) => [
        esc(region),
        `<a href="${esc(docs)}">${esc(name)}</a>`,
        `<span class="${exceedsDefault ? 'warning' : ''}">${open.length > 0 ? '≥ ' : ''}${needed}</span>`,
        String(value),
        `<code>${service} ${code}</code>`,
      ],
    ),
  );
}

function coverage(report: Report): string {
  const { coverage: rules, rules: described, preset } = report;
  const changed = changedRules(report).map((text) => `<li>${esc(text)}</li>`);
  const levels = changed.length === 0 ? '' : `<ul>${changed.join('')}</ul>`;
  const titles = new Map(described.map(({ id, title }) => [id, title]));
  const applied = table(
    'Coverage of the rules',
    ['Rule', '', 'Pass', 'Fail', 'Unknown', 'Acknowledged', 'Not applicable'],
    rules.map(({ ruleId, pass, fail, unknown, acknowledged: accepted, notApplicable }) => [
      `<code class="id">${ruleId}</code>`,
      esc(titles.get(ruleId) ?? ''),
      ...[pass, fail, unknown, accepted, notApplicable].map(String),
    ]),
  );
  return `<p>Preset: ${preset}</p>${levels}${applied}`;
}
