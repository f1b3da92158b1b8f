/** What a stored answer says, as far as statistics look at it. */
export type ReadAnswer = {
  isAnswered: boolean
  /** Option indexes chosen; of use for choice questions alone. */
  chosen: readonly number[]
}

const nothing: ReadAnswer = { isAnswered: false, chosen: [] }

/**
 * Reads an answer of any kind of question: null, JSON of a list (option indexes, or places of which some are empty), or
 * any other JSON. Nothing in a list, or a text of blanks, is no answer. What cannot be read is an answer that chose nothing.
 */
export function readStoredAnswer(stored: string | null): ReadAnswer {
  if (stored === null) return nothing
  const value = parse(stored)
  if (Array.isArray(value)) {
    const given = value.filter((one) => !isBlank(one))
    return given.length === 0 ? nothing : { isAnswered: true, chosen: [...new Set(given.filter(isIndex))] }
  }
  return isBlank(value) ? nothing : { isAnswered: true, chosen: [] }
}

function parse(stored: string): unknown {
  try {
    return JSON.parse(stored)
  } catch {
    return stored
  }
}

const isBlank = (value: unknown) => value === null || (typeof value === 'string' && value.trim() === '')

const isIndex = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
