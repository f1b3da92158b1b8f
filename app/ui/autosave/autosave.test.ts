import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

/** As much of a form as the script touches: its fields by name, and what listens to it. */
class FakeForm extends EventTarget {
  fields: Record<string, string[]> = { q0: [], q1: [''] }
  status = { textContent: 'Press Save', dataset: {} as Record<string, string> }
  inputs = [
    ...['0', '1', '2'].map((value) => ({ name: 'q0', type: 'radio', value, checked: false })),
    { name: 'q1', type: 'checkbox', value: '3', checked: false },
  ]
  version = { value: '0' }
  questions = ['0', '1'].map((question) => ({ dataset: { question } as Record<string, string> }))
  appended: { name: string; value: string }[] = []
  requestSubmit = vi.fn()
  dataset = {
    autosave: '/attempts/7/answers',
    now: '5000',
    done: '/attempts/7/result',
    ready: 'ready',
    saving: 'saving',
    saved: 'saved',
    failed: 'failed',
    refused: 'refused',
    waiting: 'waiting',
  }
  querySelector = (selector: string) => (selector === '[role=status]' ? this.status : this.version)
  querySelectorAll = (selector: string) => (selector === '[data-question]' ? this.questions : this.inputs)
  append = (field: { name: string; value: string }) => void this.appended.push(field)
  choose(name: string, ...values: string[]) {
    this.fields[name] = values
    this.tell('change', name)
  }
  type(name: string, value: string) {
    this.fields[name] = [value]
    this.tell('input', name)
  }
  tell(what: string, name: string) {
    const event = new Event(what)
    Object.defineProperty(event, 'target', { value: { name, type: 'text' } })
    this.dispatchEvent(event)
  }
}

type Reply = { code: number; body?: unknown } | 'unreachable'

let page = new EventTarget()
const storage = new Map<string, string>()
const location = { replace: vi.fn(), pathname: '/attempts/7', search: '' }
let sent: string[] = []
/** How the answers of each request came, by field. */
let operations: Record<string, string>[] = []
let replies: ((reply: Reply) => void)[] = []

beforeEach(() => {
  vi.useFakeTimers()
  page = new EventTarget()
  storage.clear()
  sent = []
  operations = []
  replies = []
  location.replace.mockClear()
  vi.stubGlobal('document', { querySelector: () => null, createElement: () => ({}) })
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('location', location)
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  // As in browsers, what is stored are enumerable properties of the object itself.
  const methods = {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
    removeItem: (key: string) => storage.delete(key),
  }
  const stored = new Proxy(methods, {
    ownKeys: () => [...storage.keys()],
    getOwnPropertyDescriptor: (_methods, key) => ({
      value: storage.get(String(key)),
      enumerable: true,
      configurable: true,
    }),
  })
  vi.stubGlobal('localStorage', stored)
  vi.stubGlobal(
    'FormData',
    class {
      form: FakeForm
      constructor(form: FakeForm) {
        this.form = form
      }
      *[Symbol.iterator]() {
        for (const [name, values] of Object.entries(this.form.fields)) for (const value of values) yield [name, value]
      }
    },
  )
  vi.stubGlobal('fetch', (_address: string, { body }: { body: URLSearchParams }) => {
    const isAnswer = ([name = '']: string[]) => name.startsWith('q')
    sent.push(new URLSearchParams([...body].filter(isAnswer)).toString())
    operations.push(Object.fromEntries([...body].filter((field) => !isAnswer(field))))
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

const saved: Reply = { code: 200, body: { status: 'saved', savedAt: 1, versions: {}, kept: [] } }
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

  it('keeps what two tabs could not send apart, and sends both when the attempt is opened again', async () => {
    const [one, other] = [await openForm(), await openForm()]
    one.choose('q0', '1')
    other.choose('q1', '', '2')
    one.choose('q0', '2')
    expect(storage.size).toBe(2)
    sent = []
    await openForm()
    expect(new Set(sent[0]?.split('&'))).toEqual(new Set(['q0=2', 'q1=', 'q1=2']))
    expect(storage.size).toBe(1)
  })

  it('sends of two tabs’ answers to one question the later', async () => {
    const [one, other] = [await openForm(), await openForm()]
    other.choose('q0', '1')
    await vi.advanceTimersByTimeAsync(5)
    one.choose('q0', '2')
    sent = []
    await openForm()
    expect(sent).toEqual(['q0=2'])
  })

  it('is not stopped by what somebody else stored', async () => {
    storage.set('autosave /attempts/7/answers x', '{')
    const form = await openForm()
    form.choose('q0', '1')
    expect(sent).toEqual(['q0=1'])
  })

  it('works without storage', async () => {
    vi.stubGlobal('localStorage', {
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

  it('tells how long ago each answer was chosen, by a clock that nobody sets, and sends one again under its name', async () => {
    const form = await openForm()
    form.choose('q0', '1')
    await reply('unreachable')
    vi.setSystemTime(Date.now() - 5 * 3_600_000)
    await vi.advanceTimersByTimeAsync(1000)
    const [first, second] = operations.map(({ o0 = '' }) => o0.split(' '))
    expect(first).toEqual([expect.stringMatching(/^[a-z0-9]{8,40}-1$/), '0', '5000'])
    expect(second).toEqual([first?.[0], '1000', '5000'])
    form.choose('q0', '2')
    await reply(saved)
    expect(operations[2]?.o0?.split(' ')[0]).toBe(first?.[0]?.replace(/-1$/, '-2'))
  })

  it('marks what was not received at its question', async () => {
    const form = await openForm()
    form.choose('q1', '', '2')
    await reply('unreachable')
    expect(form.questions.map(({ dataset }) => dataset.waiting)).toEqual([undefined, 'waiting'])
    await vi.advanceTimersByTimeAsync(1000)
    await reply(saved)
    expect(form.questions.map(({ dataset }) => dataset.waiting)).toEqual([undefined, undefined])
  })

  it('sends what is typed when typing pauses, and keeps it at once', async () => {
    const form = await openForm()
    form.type('q0', 'f')
    form.type('q0', 'four')
    expect(sent).toEqual([])
    expect(storage.size).toBe(1)
    await vi.advanceTimersByTimeAsync(800)
    expect(sent).toEqual(['q0=four'])
  })

  it('takes all fields of a question together', async () => {
    const form = await openForm()
    form.fields = { 'q0.0': ['2'], 'q0.1': [''], q1: ['1'], v0: ['0'] }
    form.choose('q0.1', '3')
    expect(sent).toEqual(['q0.0=2&q0.1=3'])
  })

  it('gives the form the version that the server tells, so that Save is not taken for an older page', async () => {
    const form = await openForm()
    form.choose('q0', '1')
    await reply({ code: 200, body: { status: 'saved', savedAt: 1, versions: { 0: 4 }, kept: [] } })
    expect(form.version.value).toBe('4')
  })

  it('shows the page anew when a later answer from elsewhere was kept', async () => {
    const form = await openForm()
    form.choose('q0', '1')
    await reply({ code: 200, body: { status: 'saved', savedAt: 1, versions: {}, kept: [0] } })
    expect(location.replace).toHaveBeenCalledExactlyOnceWith('/attempts/7?kept=0')
  })

  it('tells in the form itself how answers came that are still on their way', async () => {
    const form = await openForm()
    form.choose('q0', '1')
    form.dispatchEvent(new Event('submit'))
    expect(form.appended).toEqual([{ type: 'hidden', name: 'o0', value: operations[0]?.o0 }])
  })

  it('hands in when the time is over, after what was chosen was received', async () => {
    const { keepSaved } = await import('./autosave.ts')
    const form = new FakeForm()
    const { whenOver } = keepSaved(form as unknown as HTMLFormElement)
    form.choose('q0', '1')
    whenOver()
    expect(form.requestSubmit).not.toHaveBeenCalled()
    await reply(saved)
    expect(form.requestSubmit).toHaveBeenCalledOnce()
  })

  it('does not hand in at an end that was put off, and hands in at one that was not', async () => {
    const { keepSaved } = await import('./autosave.ts')
    const putOff = vi.fn((left: number) => left > 10_000)
    const form = new FakeForm()
    const { whenOver } = keepSaved(form as unknown as HTMLFormElement, putOff)
    const inTime: Reply = { code: 200, body: { status: 'saved', versions: {}, left: 900_000 } }
    form.choose('q0', '1')
    whenOver()
    await reply(inTime)
    expect(putOff).toHaveBeenCalledExactlyOnceWith(900_000)
    expect(form.requestSubmit).not.toHaveBeenCalled()
    form.choose('q0', '2')
    whenOver()
    await reply({ code: 200, body: { status: 'saved', versions: {}, left: 300 } })
    expect(form.requestSubmit).toHaveBeenCalledOnce()
  })

  it('says that it came too late when time ended the attempt', async () => {
    const form = await openForm()
    form.choose('q0', '1')
    await reply({ code: 409, body: { status: 'time-over' } })
    expect(location.replace).toHaveBeenCalledExactlyOnceWith('/attempts/7/result?late')
    expect(storage.size).toBe(0)
  })
})
