/** The key of a member: `domain.zoneName`, or `tags["a b"]` for a name that is no word. */
export function memberKey(parent: string, name: string): string {
  if (!/^[\w-]+$/.test(name)) return `${parent}[${JSON.stringify(name)}]`;
  return parent === '' ? name : `${parent}.${name}`;
}

/** The key of an item of a list: `regions[1]`. */
export function itemKey(parent: string, index: number): string {
  return `${parent}[${index}]`;
}

/** The names and indices that a key consists of, from the outside in. */
export function pathOf(key: string): (string | number)[] {
  return [...key.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([\w-]+)/g)].map(
    ([, index, quoted, word = '']) => {
      if (index !== undefined) return Number(index);
      return quoted === undefined ? word : (JSON.parse(quoted) as string);
    },
  );
}
