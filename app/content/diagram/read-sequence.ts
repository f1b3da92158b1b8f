import type { DiagramProblem, Sequence, SequenceStep } from './diagram.ts'
import { checkLabel, type DiagramLine, foreignStatement, labelWords, problemIn } from './diagram-lines.ts'

const NAME = '[\\p{L}\\p{N}_]+(?:-[\\p{L}\\p{N}_]+)*'
const PARTICIPANT = new RegExp(`^(?:participant|actor)\\s+(${NAME})(?:\\s+as\\s+(.+))?$`, 'u')
const MESSAGE = new RegExp(`^(${NAME})\\s*(--?>>?|--?[x)])\\s*([+-]?)\\s*(${NAME})\\s*:\\s*(.+)$`, 'u')
const NOTE = new RegExp(`^note\\s+(left of|right of|over)\\s+(${NAME})(?:\\s*,\\s*(${NAME}))?\\s*:\\s*(.+)$`, 'iu')
const BLOCK = /^(?:loop|alt|opt|par|break|critical)\b\s*(.*)$/
const DIVIDER = /^(?:else|and|option)\b\s*(.*)$/

const HINT = 'Write, for example, Police->>Provider: Please keep the log. An answer is written with -->>.'

/** Reads the lines of a sequence diagram after its first. */
export function readSequence(lines: readonly DiagramLine[]): { diagram: Sequence; problems: DiagramProblem[] } {
  const places = new Map<string, number>()
  const participants: string[] = []
  const steps: SequenceStep[] = []
  const problems: DiagramProblem[] = []
  const open: DiagramLine[] = []
  const placeOf = (name: string, label?: string): number => {
    const known = places.get(name)
    if (known !== undefined) {
      if (label) participants[known] = label
      return known
    }
    places.set(name, participants.length)
    return participants.push(label ?? name) - 1
  }
  for (const where of lines) {
    const { text } = where
    const words = (written: string | undefined): string => {
      const label = labelWords(written ?? '')
      problems.push(...checkLabel(where, label, Math.max(text.lastIndexOf(written ?? ''), 0)))
      return label
    }
    const participant = PARTICIPANT.exec(text)
    const message = MESSAGE.exec(text)
    const note = NOTE.exec(text)
    const block = BLOCK.exec(text)
    const divider = DIVIDER.exec(text)
    if (participant) placeOf(participant[1] ?? '', participant[2] && words(participant[2]))
    else if (message) {
      const [, from = '', arrow = '', bar, to = '', written] = message
      if (bar) problems.push(problemIn(where, 'Bars of activity are not drawn here.', `Remove the ${bar} sign.`))
      const head = arrow.endsWith('>>') ? 'full' : arrow.endsWith('x') ? 'cross' : 'open'
      const dashed = arrow.startsWith('--')
      steps.push({ kind: 'message', from: placeOf(from), to: placeOf(to), label: words(written), dashed, head })
    } else if (note) {
      const [, side = '', first = '', last, written] = note
      const from = placeOf(first)
      const to = last === undefined ? from : placeOf(last)
      const where = side.toLowerCase().split(' ')[0] as 'left' | 'right' | 'over'
      steps.push({ kind: 'note', from: Math.min(from, to), to: Math.max(from, to), side: where, label: words(written) })
    } else if (block || (divider && open.length > 0)) {
      const label = words((block ?? divider)?.[1])
      if (label === '') {
        const message = 'This frame does not say when it applies.'
        problems.push(problemIn(where, message, 'Write the condition after it: alt The data are still there.'))
      }
      if (block) open.push(where)
      steps.push({ kind: block ? 'begin' : 'divide', label })
    } else if (text === 'end') {
      if (open.pop()) steps.push({ kind: 'finish' })
      else problems.push(problemIn(where, 'No frame is open here.', 'Remove this "end".'))
    } else problems.push(foreignStatement(where) ?? problemIn(where, 'This line cannot be read.', HINT))
  }
  for (const where of open) {
    problems.push(problemIn(where, 'This frame is never closed.', 'Write "end" on a line of its own after it.'))
  }
  return { diagram: { kind: 'sequence', participants, steps }, problems }
}
