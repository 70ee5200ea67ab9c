import { SyntaxKind } from 'typescript/unstable/ast';
import { createScanner } from 'typescript/unstable/ast/scanner';

/** A text in a source, whole: what `+` joins is one text, and `…` stands for what is filled in. */
interface Literal {
  readonly line: number;
  text: string;
}

/** A template that the scanner is inside of. */
interface Template {
  readonly parts: string[];
  readonly start: number;
  /** How many braces were open when it began. */
  readonly braces: number;
  /** The text that it continues. */
  readonly joined: Literal | undefined;
}

const TEXTS: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.StringLiteral,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.TemplateTail,
]);

/** After these, a slash divides; after anything else, it begins a regular expression. */
const OPERANDS: ReadonlySet<SyntaxKind> = new Set([
  ...TEXTS,
  SyntaxKind.Identifier,
  SyntaxKind.NumericLiteral,
  SyntaxKind.CloseParenToken,
  SyntaxKind.CloseBracketToken,
  SyntaxKind.CloseBraceToken,
]);

/** Every string and template of a TypeScript source. */
export function literalsOf(source: string): readonly Readonly<Literal>[] {
  const scanner = createScanner(true, undefined, source);
  const found: Literal[] = [];
  const open: Template[] = [];
  let braces = 0;
  let [beforeLast, last]: SyntaxKind[] = [];
  let lastText: Literal | undefined;

  const joined = () =>
    last === SyntaxKind.PlusToken && beforeLast !== undefined && TEXTS.has(beforeLast)
      ? lastText
      : undefined;
  const add = (text: string, start: number, to: Literal | undefined) => {
    lastText = to ?? { line: source.slice(0, start).split('\n').length, text: '' };
    lastText.text += text;
    if (to === undefined) found.push(lastText);
  };

  for (;;) {
    let kind = scanner.scan();
    if (kind === SyntaxKind.EndOfFile) break;
    const divides = last !== undefined && OPERANDS.has(last);
    if (kind === SyntaxKind.SlashToken && !divides) kind = scanner.reScanSlashToken();
    const template = open.at(-1);
    if (kind === SyntaxKind.CloseBraceToken && template?.braces === braces) {
      kind = scanner.reScanTemplateToken(false);
      template.parts.push(scanner.getTokenValue());
      if (kind === SyntaxKind.TemplateTail) {
        open.pop();
        add(template.parts.join('…'), template.start, template.joined);
      }
    } else if (kind === SyntaxKind.TemplateHead) {
      const [parts, start] = [[scanner.getTokenValue()], scanner.getTokenStart()];
      open.push({ parts, start, braces, joined: joined() });
    } else if (kind === SyntaxKind.OpenBraceToken) braces++;
    else if (kind === SyntaxKind.CloseBraceToken) braces--;
    else if (TEXTS.has(kind)) add(scanner.getTokenValue(), scanner.getTokenStart(), joined());
    [beforeLast, last] = [last, kind];
  }
  if (open.length > 0 || braces !== 0) throw new Error('the source was not read to its end');
  return found;
}
