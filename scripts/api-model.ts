/** The part of API Extractor's model that the page about the API is written from. */
export interface ApiItem {
  readonly kind: 'Class' | 'Interface' | 'Function' | 'Variable' | 'TypeAlias' | string;
  readonly name: string;
  /** The tier or folder that it comes from, such as `network` or `strategies`. */
  readonly folder: string;
  readonly isOptional: boolean;
  /** The declaration on one line, without modifiers. */
  readonly signature: string;
  readonly doc: Doc;
  readonly members: readonly ApiItem[];
}

/** A docstring, taken apart. */
export interface Doc {
  /** What it says before the first tag. */
  readonly text: string;
  readonly default: string;
  readonly returns: string;
  readonly throws: string;
  /** Each parameter's name with what it is. */
  readonly parameters: readonly (readonly [string, string])[];
}

interface RawItem {
  readonly kind: string;
  readonly name?: string;
  readonly docComment?: string;
  readonly fileUrlPath?: string;
  readonly isOptional?: boolean;
  readonly excerptTokens?: readonly { readonly text: string }[];
  readonly members?: readonly RawItem[];
}

/** The items of an entry point, in the order of their names. */
export function readModel(json: string): readonly ApiItem[] {
  const { members: [entryPoint] = [] } = JSON.parse(json) as RawItem;
  return (entryPoint?.members ?? [])
    .map(toItem)
    .toSorted((a, b) => compare(a.folder, b.folder) || compare(a.name, b.name));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function toItem(raw: RawItem): ApiItem {
  const { kind, name = '', docComment = '', isOptional = false, members = [] } = raw;
  const [, folder = ''] = raw.fileUrlPath?.match(/(?:constructs|lib)\/(\w+)/) ?? [];
  const declaration = (raw.excerptTokens ?? []).map(({ text }) => text).join('');
  const signature = declaration
    .replace(/^export |declare |readonly (?=\w+\??:)/g, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/;? *$/, '');
  return {
    kind,
    name,
    folder,
    isOptional,
    signature,
    doc: parseDoc(docComment),
    members: members.map(toItem),
  };
}

/** API Extractor writes each tag on a line of its own, `@param` with its text behind it. */
function parseDoc(comment: string): Doc {
  const plain = comment
    .replace(/^\/\*\*\n?|\s*\*\/\s*$/g, '')
    .replace(/^ \* ?/gm, '')
    .replace(/\{@link ([^}]+)\}/g, '`$1`')
    .replaceAll(/\\([{}@_<>[\]*~#])/g, '$1');
  const [text = '', ...tags] = plain.split(/^@(?=\w)/m);
  const contents = (tag: string) =>
    tags
      .filter((one) => one.startsWith(tag))
      .map((one) => one.slice(tag.length).trim().replace(/^- /, ''));
  return {
    text: [text.trim(), ...contents('see').map((address) => `See ${address}`)].join('\n\n'),
    default: contents('default').join('\n\n'),
    returns: contents('returns').join(' '),
    throws: contents('throws').join('; '),
    parameters: contents('param').map((content) => {
      const [name = '', ...words] = content.split(' - ');
      return [name, words.join(' - ')];
    }),
  };
}

/** The members that have a name of their own, static ones first. */
export function bindingsOf({ members }: ApiItem): readonly ApiItem[] {
  const named = members.filter(({ kind }) => kind !== 'Constructor');
  const isStatic = ({ signature }: ApiItem) => signature.startsWith('static ');
  return [...named.filter(isStatic), ...named.filter((member) => !isStatic(member))];
}

/** A list of the parameters that say more than their names, as one text, or nothing. */
export function parametersOf({ doc }: ApiItem): readonly string[] {
  const lines = doc.parameters.map(
    ([name, text]) => `- \`${name}\`: ${text.replaceAll('\n', ' ')}`,
  );
  return lines.length === 0 ? [] : [lines.join('\n')];
}

/** The type of a property. */
export function typeOf({ signature, name }: ApiItem): string {
  return signature.slice(signature.indexOf(name) + name.length).replace(/^\??: |^ = /, '');
}
