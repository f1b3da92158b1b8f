import { errorAt, type LocalProblem } from '../problem.ts'

const TIME = String.raw`(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})`
const TIMING = new RegExp(`^${TIME}[ \\t]+-->[ \\t]+${TIME}(?:[ \\t]+\\S.*)?$`)

/**
 * Checks captions and tells every mistake with its line. Source: WebVTT (W3C), 4.1 syntax, without styles and regions,
 * which change how captions look and are not needed.
 */
export function checkVtt(text: string): LocalProblem[] {
  const lines = text.replace(/^\uFEFF/, '').split('\n')
  const problems: LocalProblem[] = []
  const fail = (index: number, message: string, hint: string, column = 1) =>
    problems.push(errorAt({ line: index + 1, column }, 'captions', message, hint))
  if (!/^WEBVTT(?:[ \t].*)?$/.test(lines[0] ?? '')) {
    fail(0, 'Captions begin with a line WEBVTT.', 'Write WEBVTT on the first line and leave the second empty.')
    return problems
  }
  if (lines[1]) fail(1, 'The second line of captions is empty.', 'Put an empty line after WEBVTT.')
  let cues = 0
  let last = 0
  for (let index = 2; index < lines.length; index += 1) {
    const start = index
    const block: string[] = []
    while (lines[index]?.trim()) block.push(lines[index++] ?? '')
    const [first = ''] = block
    if (block.length === 0 || /^NOTE(?:[ \t]|$)/.test(first)) continue
    if (/^(STYLE|REGION)[ \t]*$/.test(first)) {
      fail(start, `${first.trim()} blocks are not used here.`, 'Remove the block.')
      continue
    }
    const at = first.includes('-->') ? 0 : 1
    const timing = block[at] ?? ''
    if (!timing.includes('-->')) {
      fail(start, 'This block has no line with its times.', 'Write, for example, 00:00:01.000 --> 00:00:04.000.')
      continue
    }
    cues += 1
    const times = TIMING.exec(timing.trim())
    if (!times) {
      const hint = /\d,\d{3}/.test(timing)
        ? 'Write a point, not a comma, before the thousandths.'
        : 'Write, for example, 00:00:01.000 --> 00:00:04.000.'
      fail(start + at, 'These times cannot be read.', hint)
      continue
    }
    const [from, to] = [timeOf(times.slice(1, 5)), timeOf(times.slice(5, 9))]
    if (to <= from) fail(start + at, 'This caption ends before it begins.', 'The second time is the later one.')
    if (from < last) fail(start + at, 'This caption begins before the one above it.', 'Put captions in order of time.')
    last = Math.max(last, from)
    const second = block.findIndex((line, place) => place > at && line.includes('-->'))
    if (second > 0) fail(start + second, 'Two captions stand together.', 'Put an empty line between captions.')
    else if (
      block
        .slice(at + 1)
        .join('')
        .trim() === ''
    ) {
      fail(start + at, 'This caption has no words.', 'Write them below its times.')
    }
  }
  if (cues === 0 && problems.length === 0) {
    fail(0, 'These captions hold no caption.', 'Write what is said, each with its times.')
  }
  return problems
}

/** Milliseconds. */
function timeOf([hours = '0', minutes, seconds, thousandths]: (string | undefined)[]): number {
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(thousandths)
}
