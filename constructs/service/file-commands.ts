/** The commands that write a file, whatever it contains but a line that says `END_OF_FILE`. */
export function fileCommands(path: string, mode: string, content: string): string[] {
  return [`install -D -m ${mode} /dev/stdin ${path} <<'END_OF_FILE'`, content, 'END_OF_FILE'];
}
