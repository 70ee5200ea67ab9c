import { execFileSync } from 'node:child_process';
import { dirname, normalize } from 'node:path';

/**
 * What is published is what users need, and no page of it links to one that is not.
 *
 * @throws Error with every file that does not belong there and every dead link
 */
export function checkTarball(tarball: string): void {
  const tar = (...args: string[]) => execFileSync('tar', args, { encoding: 'utf8' });
  const files = tar('-tzf', tarball)
    .trim()
    .split('\n')
    .map((file) => file.replace(/^package\//, ''));
  const problems = [
    ...files.filter((file) => !PUBLISHED.test(file)).map((file) => `${file} is published`),
    ...files
      .filter((file) => file.endsWith('.md'))
      .flatMap((page) =>
        linksOf(tar('-xOzf', tarball, `package/${page}`))
          .map((link) => normalize(`${dirname(page)}/${link}`))
          .filter(
            (target) =>
              !files.some((file) => `${file}/`.startsWith(`${target.replace(/\/$/, '')}/`)),
          )
          .map((target) => `${page} links to ${target}, which is not published`),
      ),
  ];
  if (problems.length > 0) throw new Error(`${tarball}:\n  ${problems.join('\n  ')}`);
}

const PUBLISHED =
  /^(dist\/(chunks\/[\w-]+\.js|[\w-]+(\.d)?\.(js|cjs|ts|cts)|THIRD-PARTY-LICENSES)|(docs|examples)\/[\w/.-]+|constructs\/\w+\/README\.md|evenkeel\.config\.ts|package\.json|(README|CHANGELOG)\.md|LICENSE)$/;

/** The links of a page to other files, without their anchors. */
function linksOf(page: string): string[] {
  return [...page.matchAll(/\]\(([^)#\s]+)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link));
}
