/** A source file in two: its fields and its text. */
export type SplitSource = {
  yaml: string
  /** The line the YAML begins on. */
  yamlLine: number
  /** The text with the frontmatter's lines left empty, so that every line keeps its number. */
  body: string
}

const FRONTMATTER = /^---[ \t]*\n([\s\S]*?)(?:^|\n)---[ \t]*(?:\n|$)/

/** Null when the file does not begin with fields between two lines of three hyphens. Lines end in `\n`. */
export function splitFrontmatter(source: string): SplitSource | null {
  const match = FRONTMATTER.exec(source)
  if (!match) return null
  const lines = match[0].split('\n').length - 1
  return { yaml: match[1] ?? '', yamlLine: 2, body: '\n'.repeat(lines) + source.slice(match[0].length) }
}
