import { escaped } from '../../takeaway/markup.ts'

/** Share of the marks as a number that adds up: nine decimals. */
const share = (value: number) => String(Number(value.toFixed(9)))

export type Declared = {
  identifier: string
  cardinality: 'single' | 'multiple' | 'ordered'
  type: 'identifier' | 'directedPair' | 'string' | 'float'
  right: readonly string[]
  /** Marks by value; without it nothing is mapped. */
  marks?: readonly (readonly [value: string, marks: number])[]
  /** Whether a mapped text counts whatever its capitals. */
  caseless?: boolean
}

/** What an answer is, and what each is worth: QTI 3.0, response declaration with mapping. Never below nothing. */
export function responseDeclaration({ identifier, cardinality, type, right, marks, caseless }: Declared): string {
  const entries = (marks ?? []).map(
    ([value, worth]) =>
      `<qti-map-entry map-key="${escaped(value)}" mapped-value="${share(worth)}"${type === 'string' ? ` case-sensitive="${!caseless}"` : ''}/>`,
  )
  const mapping = marks
    ? `<qti-mapping default-value="0" lower-bound="0" upper-bound="1">${entries.join('')}</qti-mapping>`
    : ''
  const values = right.map((value) => `<qti-value>${escaped(value)}</qti-value>`).join('')
  return (
    `<qti-response-declaration identifier="${identifier}" cardinality="${cardinality}" base-type="${type}">` +
    `<qti-correct-response>${values}</qti-correct-response>${mapping}</qti-response-declaration>`
  )
}

export const outcomeDeclaration = (
  identifier: string,
  cardinality: 'single' | 'multiple',
  type: 'float' | 'identifier',
  start?: string,
) =>
  `<qti-outcome-declaration identifier="${identifier}" cardinality="${cardinality}" base-type="${type}"${type === 'float' ? ' normal-maximum="1"' : ''}>` +
  `${start === undefined ? '' : `<qti-default-value><qti-value>${start}</qti-value></qti-default-value>`}</qti-outcome-declaration>`

export const setOutcome = (identifier: string, expression: string) =>
  `<qti-set-outcome-value identifier="${identifier}">${expression}</qti-set-outcome-value>`

export const variable = (identifier: string) => `<qti-variable identifier="${identifier}"/>`

export const mapResponse = (identifier: string) => `<qti-map-response identifier="${identifier}"/>`

export const baseValue = (type: 'float' | 'identifier' | 'string', value: string) =>
  `<qti-base-value base-type="${type}">${escaped(value)}</qti-base-value>`

/** The first of some conditions that holds decides. */
export function firstOf(conditions: readonly { when: string; then: string }[]): string {
  const parts = conditions.map(({ when, then }, index) => {
    const name = index === 0 ? 'qti-response-if' : 'qti-response-else-if'
    return `<${name}>${when}${then}</${name}>`
  })
  return parts.length === 0 ? '' : `<qti-response-condition>${parts.join('')}</qti-response-condition>`
}
