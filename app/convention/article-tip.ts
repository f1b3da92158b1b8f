/** The most that an explanation beside a link may hold, in characters. */
const LONGEST_TIP = 280

/** The first sentences of a summary that fit beside its article's title: at least one, cut short if need be. */
export function firstSentences(summary: string, room: number): string {
  const sentences = summary.split(/(?<=[.;])\s+/)
  let text = ''
  for (const sentence of sentences) {
    if (text !== '' && text.length + 1 + sentence.length > room) break
    text += text === '' ? sentence : ` ${sentence}`
  }
  if (text.length <= room) return text
  return `${text.slice(0, room - 1).replace(/[\s,;:]+\S*$/, '')}…`
}

/** How much of a summary fits, beside the words around it. */
export function roomBeside(words: string): number {
  return Math.max(40, LONGEST_TIP - words.length)
}
