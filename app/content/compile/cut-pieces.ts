/**
 * Cuts finished HTML at its `<template data-piece="…">` marks. An author cannot write such a mark: HTML is refused and
 * text is escaped. `rest` is what stands outside of all marks (the footnotes).
 */
export function cutPieces(html: string): { pieces: ReadonlyMap<string, string>; rest: string } {
  const pieces = new Map<string, string>()
  const rest = html.replace(
    /<template data-piece="([a-z0-9-]+)">([\s\S]*?)<\/template>/g,
    (_, name: string, piece: string) => {
      pieces.set(name, piece)
      return ''
    },
  )
  return { pieces, rest }
}

/** The headings of the second and third level, as finished HTML has them. */
export function headingsIn(html: string): { id: string; text: string; depth: number }[] {
  return [...html.matchAll(/<h([23]) id="(h-[^"]*)">([\s\S]*?)<\/h\1>/g)].map(([, depth, id = '', inside = '']) => ({
    id: unescaped(id),
    text: textOf(inside),
    depth: Number(depth),
  }))
}

/** The words of a piece of finished HTML. */
export function textOf(html: string): string {
  return unescaped(html.replace(/<[^>]*>/g, '')).trim()
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&amp;': '&',
}

/** Undoes React's escaping of text. */
function unescaped(text: string): string {
  return text.replace(/&(?:lt|gt|quot|#x27|amp);/g, (entity) => entities[entity] ?? entity)
}
