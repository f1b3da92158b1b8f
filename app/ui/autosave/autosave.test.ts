import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

/** As much of a form as the script touches: its fields by name, and what listens to it. */
class FakeForm extends EventTarget {
  fields: Record<string, string[]> = { q0: [], q1: [''] }
  status = { textContent: 'Press Save', dataset: {} as Record<string, string> }
  inputs = [
    ...['0', '1', '2'].map((value) => ({ name: 'q0', type: 'radio', value, checked: false })),
    { name: 'q1', type: 'checkbox', value: '3', checked: false },
  ]
  dataset = {
    autosave: '/attempts/7/answers',
    done: '/attempts/7/result',
    ready: 'ready',
    saving: 'saving',
    saved: 'saved',
    failed: 'failed',
    refused: 'refused',
  }
  querySelector = () => this.status
  querySelectorAll = () => this.inputs
  choose(name: string, ...values: string[]) {
    this.fields[name] = values
    const event = new Event('change')
    Object.defineProperty(event, 'target', { value: { name } })
    this.dispatchEvent(event)
  }
}

type Reply = { code: number; body?: unknown } | 'unreachable'

let page = new EventTarget()
const storage = new Map<string, string>()
const location = { replace: vi.fn() }
let sent: string[] = []
let replies: ((reply: Reply) => void)[] = []

beforeEach(() => {
  vi.useFakeTimers()
  page = new EventTarget()
  storage.clear()
  sent = []
  replies = []
  location.replace.mockClear()
  vi.stubGlobal('document', { querySelector: () => null })
  vi.stubGlobal('location', location)
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
    removeItem: (key: string) => storage.delete(key),
  })
  vi.stubGlobal(
    'FormData',
    class {
      form: FakeForm
      constructor(form: FakeForm) {
        this.form = form
      }
      getAll(name: string) {
        return this.form.fields[name] ?? []
      }
    },
  )
  vi.stubGlobal('fetch', (_address: string, { body }: { body: URLSearchParams }) => {
    sent.push(body.toString())
    return new Promise((resolve, reject) => {
      replies.push((reply) => {
        if (reply === 'unreachable') reject(new TypeError('unreachable'))
        else
          resolve(
            new Response(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body), {
              status: reply.code,
            }),
          )
      })
    })
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function openForm(): Promise<FakeForm> {
  const { keepSaved } = await import('./autosave.ts')
  const form = new FakeForm()
  keepSaved(form as unknown as HTMLFormElement)
  return form
}

/** Answers the request that has waited longest. */
async function reply(answer: Reply): Promise<void> {
  replies.shift()?.(answer)
  await vi.advanceTimersByTimeAsync(0)
}

const saved: Reply = { code: 200, body: { status: 'saved', savedAt: 1 } }
const leaving = () => {
  const event = new Event('beforeunload', { cancelable: true })
  page.dispatchEvent(event)
  return event.defaultPrevented
}

describe('autosave', () => {
  it('says saved only after the server has answered', async () => {
    const form = await openForm()
    expect(form.status.textContent).toBe('ready')
    form.choose('q0', '1')
    expect(sent).toEqual(['q0=1'])
    expect(form.status.textContent).toBe('saving')
    await vi.advanceTimersByTimeAsync(15_000)
    expect(form.status.textContent).toBe('saving')
    await reply(saved)
    expect(form.status.textContent).toBe('saved')
    expect(storage.size).toBe(0)
  })

  it('sends one request at a time; of what changed meanwhile the latest state follows', async () => {
    const form = await openForm()
    form.choose('q0', '0')
    form.choose('q0', '1')
    form.choose('q0', '2')
    form.choose('q1', '', '3')
    expect(sent).toEqual(['q0=0'])
    await reply(saved)
    expect(form.status.textContent).toBe('saving')
    expect(sent).toEqual(['q0=0', 'q0=2&q1=&q1=3'])
    await reply(saved)
    expect(form.status.textContent).toBe('saved')
    expect(sent).toHaveLength(2)
  })

  it('tries again, at growing intervals, and at once when the connection is back', async () => {
    const form = await openForm()
    form.choose('q0', '1')
    await reply('unreachable')
    expect(form.status.textContent).toBe('failed')
    await vi.advanceTimersByTimeAsync(999)
    expect(sent).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(sent).toHaveLength(2)
    await reply({ code: 502, body: 'Bad gateway' })
    expect(form.status.textContent).toBe('failed')
    await vi.advanceTimersByTimeAsync(1999)
    expect(sent).toHaveLength(2)
    page.dispatchEvent(new Event('online'))
    expect(sent).toHaveLength(3)
    await reply(saved)
    expect(form.status.textContent).toBe('saved')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sent).toEqual(['q0=1', 'q0=1', 'q0=1'])
  })

  it('does not believe a page that answers 200 in place of the server', async () => {
    const form = await openForm()
    form.choose('q0', '1')
    await reply({ code: 200, body: '<h1>Welcome to our network</h1>' })
    expect(form.status.textContent).toBe('failed')
    expect(storage.size).toBe(1)
  })

  it('does not repeat what the server refuses, and keeps it', async () => {
    const form = await openForm()
    form.choose('q0', '1')
    await reply({ code: 401, body: { status: 'signed-out' } })
    expect(form.status.textContent).toBe('refused')
    await vi.advanceTimersByTimeAsync(120_000)
    expect(sent).toHaveLength(1)
    expect(storage.size).toBe(1)
  })

  it('keeps what was not received over a reload, shows it and sends it', async () => {
    const before = await openForm()
    before.choose('q0', '1')
    const after = await openForm()
    expect(after.inputs.map((input) => input.checked)).toEqual([false, true, false, false])
    expect(sent).toEqual(['q0=1', 'q0=1'])
    expect(after.status.textContent).toBe('saving')
  })

  it('works without storage', async () => {
    vi.stubGlobal('sessionStorage', {
      getItem: () => {
        throw new Error('blocked')
      },
    })
    const form = await openForm()
    form.choose('q0', '1')
    await reply(saved)
    expect(form.status.textContent).toBe('saved')
  })

  it('warns before leaving with answers unsaved, but not when they are being handed in', async () => {
    const form = await openForm()
    expect(leaving()).toBe(false)
    form.choose('q0', '1')
    expect(leaving()).toBe(true)
    form.dispatchEvent(new Event('submit'))
    expect(leaving()).toBe(false)
    await reply(saved)
    page.dispatchEvent(new Event('pageshow'))
    expect(leaving()).toBe(false)
  })

  it('follows to the result when the attempt was handed in elsewhere', async () => {
    const form = await openForm()
    form.choose('q0', '1')
    await reply({ code: 409, body: { status: 'already-submitted' } })
    expect(location.replace).toHaveBeenCalledExactlyOnceWith('/attempts/7/result')
    expect(leaving()).toBe(false)
    expect(storage.size).toBe(0)
  })
})
