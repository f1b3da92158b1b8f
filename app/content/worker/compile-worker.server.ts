import { forbidNetwork } from './forbid-network.ts'
import { checkSource } from '../check/check-source.ts'
import { makeMedia } from '../media/make-media.server.ts'
import type { WorkerAnswer, WorkerReply, WorkerRequest } from './worker-tasks.ts'

// Runs as a process of its own (see source-worker.server.ts): one task after the other, answers by message.

forbidNetwork()

const reply = (message: WorkerReply) => process.send?.(message)

process.on('message', (request: WorkerRequest) => {
  void answer(request).then((result) => reply({ id: request.id, answer: result }))
})
// The parent is gone: nobody will ask again.
process.on('disconnect', () => process.exit())

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  if (request.task === 'check') return { status: 'checked', checked: checkSource(request) }
  if (request.task === 'media') return { status: 'media', made: await makeMedia(request) }
  if (request.task === 'questions') {
    const { planImport } = await import('../exchange/import-plan.ts')
    return { status: 'questions', plan: planImport(request) }
  }
  // The compiler is large: a check alone does without it.
  const { renderDocument } = await import('../compile/render-document.server.ts')
  return renderDocument(request)
}

reply({ ready: true })
