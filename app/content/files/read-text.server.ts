import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { errorAt, type LocalProblem, START } from '../problem.ts'

/** Larger files are not read: a lesson of 1,200 words has 10 kB. */
const LARGEST_FILE = 1_000_000
const LARGEST = '1 MB'

/** Reads a text file, with lines that end in `\n`, or tells why it cannot be read. Symbolic links are not followed. */
export async function readText(path: string): Promise<{ text: string } | { problem: LocalProblem }> {
  try {
    const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
    try {
      if ((await handle.stat()).size > LARGEST_FILE) {
        const message = `This file is larger than ${LARGEST}.`
        return { problem: errorAt(START, 'too-large', message, 'Split it into several lessons.') }
      }
      const text = new TextDecoder('utf-8', { fatal: true }).decode(await handle.readFile())
      return { text: text.replace(/\r\n?/g, '\n') }
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof TypeError) {
      const hint = 'Save it again with the encoding UTF-8.'
      return { problem: errorAt(START, 'encoding', 'This file is not UTF-8 text.', hint) }
    }
    const message = `This file cannot be read (${codeOf(error)}).`
    return { problem: errorAt(START, 'unreadable', message, 'Check who may read it.') }
  }
}

/** What the system calls its error, such as EACCES. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
