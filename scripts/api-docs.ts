import { type ApiItem, bindingsOf, parametersOf, readModel, typeOf } from './api-model.ts';
import type { Declarations } from './declarations.ts';
import { type EntryPoint, specifierOf } from './entry-points.ts';

/** The page about the API, from the declarations that are published. The build puts it beside them. */
export function apiPage(declarations: Readonly<Record<EntryPoint, Declarations>>): string {
  const models = Object.entries(declarations).map(
    ([name, { model }]) => [name as EntryPoint, readModel(model)] as const,
  );
  const body = models.flatMap(([name, items]) => entryPointSection(name, items));
  const sections = [
    '# API',
    'Everything that can be imported, with what it guarantees, its defaults and the errors that it throws. A name that is not on this page is not public, and may change in any version.',
    contents(body),
    ...body,
  ];
  return `${sections.join('\n\n')}\n`;
}

function entryPointSection(name: EntryPoint, items: readonly ApiItem[]): string[] {
  const specifier = specifierOf(name);
  if (name !== 'index') return [`## ${specifier}`, ...itemSections(items, ` of ${specifier}`)];
  const folders = [...Map.groupBy(items, ({ folder }) => folder)];
  return [
    `## ${specifier}`,
    ...folders.flatMap(([folder, own]) => [`### ${specifier}: ${folder}`, ...itemSections(own)]),
  ];
}

/** Kinds in the order of the page, with their keywords. */
const KINDS: Readonly<Record<string, string>> = {
  Class: 'class',
  Function: 'function',
  Variable: 'const',
  Interface: 'interface',
  TypeAlias: 'type',
};

/** Classes with the properties that they take, then functions and constants, then other types. */
function itemSections(items: readonly ApiItem[], ofEntryPoint = ''): string[] {
  const order = Object.keys(KINDS);
  const propsOf = (item: ApiItem) =>
    items.find(({ name }) => item.kind === 'Class' && name === `${item.name}Props`);
  const shown = new Set(items.map(propsOf));
  return items
    .filter((item) => !shown.has(item))
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .flatMap((item) => [
      `#### ${KINDS[item.kind]} ${item.name}${ofEntryPoint}`,
      ...itemSection(item, propsOf(item)),
    ]);
}

function itemSection(item: ApiItem, props: ApiItem | undefined): string[] {
  const { doc } = item;
  const properties = bindingsOf(item).filter(({ kind }) => kind.startsWith('Property'));
  const methods = bindingsOf(item).filter(({ kind }) => kind.startsWith('Method'));
  return [
    `\`${item.signature}\``,
    doc.text,
    ...parametersOf(item),
    ...(doc.returns === '' ? [] : [`Returns ${doc.returns}`]),
    ...(doc.throws === '' ? [] : [`Throws ${doc.throws}`]),
    ...(props === undefined ? [] : [propsTable(props)]),
    ...(properties.length === 0 ? [] : [propertyTable(item, properties)]),
    ...(methods.length === 0 ? [] : [methodTable(methods)]),
  ];
}

/** What a constructor takes: the name of the interface is needed only to pass it around. */
function propsTable(props: ApiItem): string {
  const inherited = props.signature.match(/ extends (.*)/)?.[1];
  const heading = `\`${props.name}\`${inherited === undefined ? '' : `, beside those of \`${inherited}\``}:`;
  const own = bindingsOf(props);
  return own.length === 0 ? heading : `${heading}\n\n${propertyTable(props, own)}`;
}

function propertyTable({ kind }: ApiItem, properties: readonly ApiItem[]): string {
  const takesDefaults = properties.some(({ doc }) => doc.default !== '');
  const rows = properties.map((property) => [
    `\`${property.name}${property.isOptional ? '?' : ''}\``,
    code(typeOf(property)),
    cell(property.doc.text),
    ...(takesDefaults ? [cell(property.doc.default)] : []),
  ]);
  const what = kind === 'Class' ? 'Property' : 'Name';
  return table([what, 'Type', '', ...(takesDefaults ? ['Default'] : [])], rows);
}

function methodTable(methods: readonly ApiItem[]): string {
  const rows = methods.map((method) => {
    const { text, returns, throws } = method.doc;
    const details = [
      text,
      ...parametersOf(method).map((list) => list.replace(/^- /gm, '')),
      returns && `Returns ${returns}`,
      throws && `Throws ${throws}`,
    ];
    return [code(method.signature), cell(details.filter(Boolean).join('\n\n'))];
  });
  return table(['Method', ''], rows);
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

/** A text on one line; lists become lines of their own. */
function cell(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replace(/\n+- /g, '<br>• ')
    .replace(/\n\n+/g, '<br>')
    .replaceAll('\n', ' ');
}

/** A list of all headings, with the anchors that repositories give them. */
function contents(sections: readonly string[]): string {
  const lines = sections.flatMap((section) => {
    const [, { length } = '', text] = section.match(/^(#{2,4}) (.*)$/) ?? [];
    if (text === undefined) return [];
    const anchor = text
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-');
    const [last = text] = text.match(/(?<=[: ])\w+(?= of |$)/) ?? [];
    const link = `[${length === 2 ? text : last}](#${anchor})`;
    return [length === 2 ? `- **${link}**` : length === 3 ? `- ${link}:` : `  ${link}`];
  });
  return lines.join('\n');
}
