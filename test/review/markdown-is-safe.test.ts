import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { folderOf } from '../assembly/support.ts';
import { run } from './support/command.ts';

/** Rendered as GitHub renders a comment: tables, links of plain addresses, and HTML that it allows. */
function rendered(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
}

/** The elements of the report's own making. */
const OWN =
  /<\/?(?:h2|h3|p|strong|table|thead|tbody|tr|th|td|code|br|details|summary|blockquote)\b/g;

test.each([
  'A\\|<img src=x onerror=alert(1)> [click](http://evil.example) ',
  'A|<b>bold</b>',
  'A\\\\|<script>alert(1)</script>',
  '`A`<a href="javascript:x">y</a>',
  'A http://evil.example www.evil.example mail@evil.example @team #1',
  '![x](http://evil.example/x.png)',
  '</code></td></table><iframe>',
  'a\n\n# heading\n\n<img src=x>',
])('no markup of %j is live', (name) => {
  const value = { Engine: name, MultiAZ: false, DBInstanceIdentifier: name };
  const template = { Resources: { [name]: { Type: 'AWS::RDS::DBInstance', Properties: value } } };
  const acknowledgements = [{ rule: 'HA-AUR-8', resource: '**', reason: name }];
  const folder = folderOf({ 'a.json': template, 'ha.json': { acknowledgements } });
  const { out } = run(folder, [
    ...['review', `${folder}/a.json`, '--config', `${folder}/ha.json`, '--format', 'markdown'],
  ]);
  const html = rendered(out);
  expect(html.replaceAll(OWN, '')).not.toMatch(/<\/?[a-z]/i);
  expect(html).not.toMatch(/<[^>]*\b(?:href|src|on\w+)=/);
});
