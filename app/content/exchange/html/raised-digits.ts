import type { ElementContent } from 'hast'
import { note, type Note } from '../exchange-note.ts'

const signs = {
  sup: { from: '0123456789+-=()n', to: '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ' },
  sub: { from: '0123456789+-=()', to: '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎' },
} as const

/** What stands above or below the line, as Unicode's own signs where there are such for all of it. */
export function raisedDigits(name: 'sup' | 'sub', children: ElementContent[], notes: Note[]): ElementContent[] {
  const [only] = children
  const { from, to } = signs[name]
  const isWritable =
    children.length === 1 && only?.type === 'text' && [...only.value].every((sign) => from.includes(sign))
  notes.push(note(isWritable ? 'scripts' : 'formatting', isWritable ? {} : { element: name }))
  if (!isWritable) return children
  return [{ type: 'text', value: [...only.value].map((sign) => [...to][from.indexOf(sign)] ?? sign).join('') }]
}
