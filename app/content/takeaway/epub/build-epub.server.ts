import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { EpubTask } from './epub-task.ts'

/** How long a book may take, in milliseconds: generous, for an old and busy machine. */
const LIMIT = 120_000

let last: Promise<unknown> = Promise.resolve()

/**
 * Makes a book in a thread of its own, one at a time, so that pages are answered meanwhile. Rejects when it fails: that
 * is a fault of ours, not of an author.
 */
export function buildEpub(task: EpubTask): Promise<Uint8Array> {
  const built = last.then(() => runThread(task))
  last = built.catch(() => undefined)
  return built
}

function runThread(task: EpubTask): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const options = {
      workerData: task,
      env: { NODE_ENV: 'production' },
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    }
    const own = fileURLToPath(import.meta.url.replace(/[?#].*$/, ''))
    const thread = own.endsWith('.ts')
      ? new Worker(fromSources(path.join(path.dirname(own), 'epub-thread.server.ts')), { ...options, eval: true })
      : new Worker(path.resolve('build/server/epub-thread.js'), options)
    const limit = setTimeout(() => {
      void thread.terminate()
      reject(new Error('Making an e-book took too long'))
    }, LIMIT)
    thread.once('message', (bytes: Uint8Array) => resolve(bytes))
    thread.once('error', reject)
    thread.once('exit', (code) => {
      clearTimeout(limit)
      reject(new Error(`The thread that makes e-books ended with ${code}`))
    })
  })
}

/** A program that runs another as it is written: for development and tests, where nothing is built. */
function fromSources(file: string): string {
  const address = JSON.stringify(pathToFileURL(file).href)
  return `import('tsx/esm/api').then((tsx) => { tsx.register(); return import(${address}) })`
}
