import { countDown } from './countdown.ts'
import { ageOf, keptOperations, type Operation } from './kept-operations.ts'

/**
 * Saves a form's answers as they are given; the unit is the question, whose fields are "q<position>" and
 * "q<position>.<part>". The form carries `data-autosave` (where to send), `data-now` (the server's clock), `data-done` (where to go when it was handed in
 * elsewhere) and the texts `data-ready`, `-saving`, `-saved`, `-failed`, `-refused`, `-waiting`; it holds one element with
 * role="status", and each question in an element with `data-question`. Without this script the form works by its buttons.
 */

type Answer = { status?: string; versions?: Record<string, number>; kept?: number[]; left?: number }

const FIRST_DELAY = 1000
const LONGEST_DELAY = 30_000
/** Typing pauses this long before it is sent. */
const TYPING_PAUSE = 800

/** `putOff` is told the milliseconds left, by the server's clock, that come with its answer, and tells whether the end moved. */
export function keepSaved(form: HTMLFormElement, putOff?: (left: number) => boolean): { whenOver: () => void } {
  const { autosave: address = '', done = '' } = form.dataset
  const status = form.querySelector<HTMLElement>('[role=status]')
  const page = Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36))
    .join('')
    .padEnd(8, '0')
  const store = keptOperations(`autosave ${address}`, page)
  const unsaved = store.takeOver()
  const opened = performance.now()
  const reckon = () => Math.round(Number(form.dataset.now) + performance.now() - opened)
  let count = 0
  let isSending = false
  let isLeaving = false
  let isOver = false
  let delay = FIRST_DELAY
  let timer: ReturnType<typeof setTimeout> | undefined
  let typing: ReturnType<typeof setTimeout> | undefined

  function show(state: 'ready' | 'saving' | 'saved' | 'failed' | 'refused') {
    if (status) {
      status.textContent = form.dataset[state] ?? ''
      status.dataset.state = state
    }
    const isStuck = state === 'failed' || state === 'refused'
    for (const question of form.querySelectorAll<HTMLElement>('[data-question]')) {
      const isWaiting = isStuck && unsaved.has(question.dataset.question ?? '')
      if (isWaiting) question.dataset.waiting = form.dataset.waiting
      else delete question.dataset.waiting
    }
  }

  async function post(operations: ReadonlyMap<string, Operation>): Promise<[code: number, answer: Answer]> {
    const body = new URLSearchParams()
    for (const [position, operation] of operations) {
      for (const [name, value] of operation.fields) body.append(name, value)
      body.append(`o${position}`, told(operation))
    }
    try {
      const signal = AbortSignal.timeout?.(20_000)
      const response = await fetch(address, { method: 'POST', body, signal, keepalive: true, redirect: 'error' })
      // A status alone is not believed: the sign-in page of a hotel's network answers 200 to everything.
      return [response.status, await response.json().catch(() => ({}))]
    } catch {
      return [0, {}]
    }
  }

  function leaveFor(href: string) {
    isLeaving = true
    location.replace(href)
  }

  /** One request at a time; what changes meanwhile is sent after it. */
  async function send() {
    clearTimeout(timer)
    if (isSending || isLeaving || unsaved.size === 0) return
    isSending = true
    show('saving')
    const sent = new Map(unsaved)
    const [code, answer] = await post(sent)
    isSending = false
    if (answer.status === 'already-submitted' || answer.status === 'time-over') {
      unsaved.clear()
      store.write(unsaved)
      leaveFor(answer.status === 'time-over' ? `${done}?late` : done)
      return
    }
    // It goes on in another browser: the page says so. What was not received is kept, should the attempt come back.
    if (answer.status === 'elsewhere') return leaveFor(location.pathname)
    if (answer.status === 'saved') {
      for (const [position, operation] of sent) if (unsaved.get(position) === operation) unsaved.delete(position)
      for (const [position, version] of Object.entries(answer.versions ?? {})) {
        const field = form.querySelector<HTMLInputElement>(`input[name="v${position}"]`)
        if (field) field.value = String(version)
      }
      delay = FIRST_DELAY
      store.write(unsaved)
      if (answer.left && putOff?.(answer.left)) isOver = false
      if (unsaved.size > 0) return void send()
      if (answer.kept?.length) {
        // Later answers from elsewhere: the page is shown anew with them.
        const search = new URLSearchParams(location.search)
        search.set('kept', answer.kept.join('.'))
        return leaveFor(`${location.pathname}?${search}`)
      }
      show('saved')
      if (isOver) whenOver()
    } else if (answer.status && code >= 400 && code < 500) {
      // Sent again it would be refused again: the Save button tells why.
      show('refused')
    } else {
      show('failed')
      timer = setTimeout(send, delay)
      delay = Math.min(delay * 2, LONGEST_DELAY)
    }
  }

  const told = (operation: Operation) => `${operation.id} ${ageOf(operation, page)} ${operation.moment}`
  const positionOf = (name: string) => /^q(\d+)/.exec(name)?.[1]

  function take({ target }: Event) {
    clearTimeout(typing)
    const position = positionOf((target as HTMLInputElement).name ?? '')
    if (position === undefined) return
    const fields = [...new FormData(form)].flatMap(([name, value]): [string, string][] =>
      positionOf(name) === position ? [[name, String(value)]] : [],
    )
    count += 1
    unsaved.set(position, { id: `${page}-${count}`, fields, at: Date.now(), tick: performance.now(), moment: reckon() })
    store.write(unsaved)
  }

  /** The time has ended: what was chosen is received first, then the form hands in. */
  function whenOver() {
    isOver = true
    if (unsaved.size > 0) void send()
    else if (navigator.onLine && !isLeaving) form.requestSubmit()
  }

  form.addEventListener('change', (event) => {
    take(event)
    void send()
  })
  form.addEventListener('input', (event) => {
    if ((event.target as HTMLInputElement).type !== 'text') return
    // Kept at once; sent when typing pauses.
    take(event)
    typing = setTimeout(send, TYPING_PAUSE)
  })
  form.addEventListener('submit', () => {
    isLeaving = true
    // What is on its way has changed versions: the form tells how its answers came, as the requests do.
    for (const [position, operation] of unsaved) {
      const field = document.createElement('input')
      field.type = 'hidden'
      field.name = `o${position}`
      field.value = told(operation)
      form.append(field)
    }
  })
  addEventListener('pageshow', () => {
    isLeaving = false
    void send()
  })
  addEventListener('online', () => {
    void send()
    if (isOver) whenOver()
  })
  addEventListener('beforeunload', (event) => {
    if (unsaved.size > 0 && !isLeaving) event.preventDefault()
  })

  for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) {
    const position = positionOf(field.name)
    const operation = position === undefined ? undefined : unsaved.get(position)
    if (!operation || field.type === 'hidden') continue
    const values = operation.fields.flatMap(([name, value]) => (name === field.name ? [value] : []))
    if ('checked' in field && (field.type === 'radio' || field.type === 'checkbox')) {
      field.checked = values.includes(field.value)
    } else {
      field.value = values[0] ?? ''
    }
  }
  show('ready')
  void send()
  return { whenOver }
}

const form = document.querySelector<HTMLFormElement>('form[data-autosave]')
if (form) {
  let follow: ((left: number) => boolean) | undefined
  const { whenOver } = keepSaved(form, (left) => follow?.(left) ?? false)
  const clock = document.querySelector<HTMLElement>('[data-time-left]')
  if (clock) follow = countDown(clock, whenOver)
}
