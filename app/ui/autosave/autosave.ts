/**
 * Saves a form's answers as they are given. The form carries `data-autosave` (where to send), `data-done` (where to go
 * when it was handed in elsewhere) and the texts `data-ready`, `-saving`, `-saved`, `-failed`, `-refused`; it holds one
 * element with role="status". Without this script the form works by its buttons.
 */

type Answer = { status?: string }

const FIRST_DELAY = 1000
const LONGEST_DELAY = 30_000

/** The question that a field belongs to: "q3" of "q3.1". */
const questionOf = (name: string) => name.split('.', 1)[0]

export function keepSaved(form: HTMLFormElement): void {
  const { autosave: address = '', done = '' } = form.dataset
  const status = form.querySelector<HTMLElement>('[role=status]')
  const storageKey = `autosave ${address}`
  /** Fields that the server has not confirmed, with their values. A value is replaced, never changed. */
  const unsaved = new Map<string, string[]>(recall())
  let isSending = false
  let isLeaving = false
  let delay = FIRST_DELAY
  let timer: ReturnType<typeof setTimeout> | undefined

  const fields = () => form.querySelectorAll<HTMLInputElement>('input, select')

  function show(state: 'ready' | 'saving' | 'saved' | 'failed' | 'refused') {
    if (!status) return
    status.textContent = form.dataset[state] ?? ''
    status.dataset.state = state
  }

  function recall(): [string, string[]][] {
    try {
      return JSON.parse(sessionStorage.getItem(storageKey) ?? '[]')
    } catch {
      return []
    }
  }

  function remember() {
    try {
      if (unsaved.size > 0) sessionStorage.setItem(storageKey, JSON.stringify([...unsaved]))
      else sessionStorage.removeItem(storageKey)
    } catch {
      // Storage may be switched off or full: answers are still sent.
    }
  }

  async function post(fields: ReadonlyMap<string, string[]>): Promise<[code: number, answer: Answer]> {
    const body = new URLSearchParams()
    for (const [name, values] of fields) for (const value of values) body.append(name, value)
    try {
      const signal = AbortSignal.timeout?.(20_000)
      const response = await fetch(address, { method: 'POST', body, signal, keepalive: true, redirect: 'error' })
      // A status alone is not believed: the sign-in page of a hotel's network answers 200 to everything.
      return [response.status, await response.json().catch(() => ({}))]
    } catch {
      return [0, {}]
    }
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
    if (answer.status === 'saved' || answer.status === 'already-submitted') {
      for (const [name, values] of sent) if (unsaved.get(name) === values) unsaved.delete(name)
      delay = FIRST_DELAY
    }
    if (answer.status === 'already-submitted') {
      unsaved.clear()
      remember()
      location.replace(done)
      return
    }
    remember()
    if (answer.status === 'saved') {
      if (unsaved.size > 0) void send()
      else show('saved')
    } else if (answer.status && code >= 400 && code < 500) {
      // Sent again it would be refused again: the Save button tells why.
      show('refused')
    } else {
      show('failed')
      timer = setTimeout(send, delay)
      delay = Math.min(delay * 2, LONGEST_DELAY)
    }
  }

  form.addEventListener('change', ({ target }) => {
    const { name } = target as HTMLInputElement
    if (!name) return
    // All parts of a question travel together: what is not sent of it would count as taken back.
    const question = questionOf(name)
    for (const field of fields()) {
      if (questionOf(field.name) === question) {
        unsaved.set(field.name, new FormData(form).getAll(field.name).map(String))
      }
    }
    remember()
    void send()
  })
  form.addEventListener('submit', () => {
    isLeaving = true
  })
  addEventListener('pageshow', () => {
    isLeaving = false
    void send()
  })
  addEventListener('online', () => void send())
  addEventListener('beforeunload', (event) => {
    if (unsaved.size > 0 && !isLeaving) event.preventDefault()
  })

  for (const field of fields()) {
    const values = unsaved.get(field.name)
    if (!values || field.type === 'hidden') continue
    if (field.type === 'radio' || field.type === 'checkbox') field.checked = values.includes(field.value)
    else field.value = values[0] ?? ''
  }
  show('ready')
  void send()
}

const form = document.querySelector<HTMLFormElement>('form[data-autosave]')
if (form) keepSaved(form)
