import { fork } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PdfAnswer, PdfRequest } from './pdf-worker.server.ts'

export type PdfOutcome = PdfAnswer | { status: 'crashed' } | { status: 'too-slow' }

/**
 * Reads the lines of a PDF file in a process of its own, with limits on memory and time and nothing of our environment: a hostile
 * or broken file costs only itself.
 */
export function readPdf({
  bytes,
  rightToLeft = false,
  timeLimitMs = 120_000,
  memoryMb = 512,
}: {
  bytes: Uint8Array
  /** For Arabic: lines and columns then begin on the right. */
  rightToLeft?: boolean
  timeLimitMs?: number
  memoryMb?: number
}): Promise<PdfOutcome> {
  const own = fileURLToPath(import.meta.url.replace(/[?#].*$/, ''))
  const { SystemRoot, TMPDIR } = process.env
  const child = fork(path.join(path.dirname(own), 'pdf-worker.server.ts'), [], {
    execArgv: [`--max-old-space-size=${memoryMb}`, '--import', 'tsx'],
    env: { NODE_ENV: 'production', ...(SystemRoot && { SystemRoot }), ...(TMPDIR && { TMPDIR }) },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  return new Promise((resolve) => {
    const limit = setTimeout(() => settle({ status: 'too-slow' }), timeLimitMs)
    const settle = (outcome: PdfOutcome) => {
      clearTimeout(limit)
      child.removeAllListeners()
      child.kill('SIGKILL')
      resolve(outcome)
    }
    child.once('message', (answer: PdfAnswer) => settle(answer))
    child.once('exit', () => settle({ status: 'crashed' }))
    child.once('error', () => settle({ status: 'crashed' }))
    child.send({ bytes, rightToLeft } satisfies PdfRequest)
  })
}
