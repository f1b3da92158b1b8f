/** A font's average widths, as parts of its size; chosen for the widest of the fonts that readers' systems have. */
const NARROW = /[ijltfr1IJ.,:;'|!()[\]/\\-]/
const WIDE = /[mwMW@%—…]/
/** Scripts written without spaces between words, each sign about as wide as it is high. */
const SQUARE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60]|\p{Emoji_Presentation}/u
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** How wide a line of text is at most, in sizes of its font (em). */
export function widthOf(line: string): number {
  let width = 0
  for (const sign of line) {
    if (/\p{M}|\p{Cf}/u.test(sign)) continue
    if (sign === ' ') width += 0.32
    else if (SQUARE.test(sign)) width += 1.05
    else if (NARROW.test(sign)) width += 0.4
    else if (WIDE.test(sign)) width += 0.95
    else if (/\p{Lu}/u.test(sign)) width += 0.75
    else width += 0.63
  }
  return width
}

export function widestOf(lines: readonly string[]): number {
  return Math.max(0, ...lines.map(widthOf))
}

/** Breaks a text into lines of at most `most` em, where its script allows; a longer word stays whole. */
export function wrapped(text: string, most: number): string[] {
  return text.split('\n').flatMap((line) => wrappedLine(line, most))
}

function wrappedLine(line: string, most: number): string[] {
  const lines: string[] = []
  let current = ''
  for (const piece of piecesOf(line)) {
    if (current !== '' && widthOf(current + piece.trimEnd()) > most) {
      lines.push(current.trimEnd())
      current = ''
    }
    current += piece
  }
  return [...lines, current.trimEnd()]
}

/** A line in the smallest pieces that may be parted, each with the blank after it. */
function piecesOf(line: string): string[] {
  return line
    .split(/(?<= )/)
    .flatMap((word) =>
      UNSPACED.test(word)
        ? [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(word)].map(({ segment }) => segment)
        : [word],
    )
}
