import { startAuthentication, startRegistration } from '@simplewebauthn/browser'

/**
 * Asks the browser for a passkey when a form is sent that carries `data-passkey`: the address that tells, as JSON, what
 * to ask for. What comes back goes along in the field `credential`, and the form is sent like others. The texts are in
 * `data-waiting`, `-cancelled`, `-known`, `-failed`, for its element with role="status". The fields named in `data-with`
 * are taken from elsewhere on the page. Forms are hidden until this script finds that the browser can; where it cannot,
 * the elements with `data-passkey-missing` are shown instead.
 */
export function askForPasskey(form: HTMLFormElement): void {
  const status = form.querySelector<HTMLElement>('[role=status]')
  const button = form.querySelector('button')
  const credential = form.elements.namedItem('credential') as HTMLInputElement

  function show(state: 'waiting' | 'cancelled' | 'known' | 'failed' | '') {
    if (button) button.disabled = state === 'waiting'
    if (!status) return
    status.dataset.state = state
    status.textContent = form.dataset[state] ?? ''
  }

  async function ask(): Promise<unknown> {
    const response = await fetch(form.dataset.passkey ?? '', { method: 'POST', redirect: 'error' })
    if (!response.ok) throw new Error(`answered ${response.status}`)
    const options = await response.json()
    return 'user' in options
      ? await startRegistration({ optionsJSON: options })
      : await startAuthentication({ optionsJSON: options })
  }

  function takeAlong(name: string) {
    const ticked = document.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`)
    const field = form.elements.namedItem(name) as HTMLInputElement | null
    if (field) field.value = ticked?.value ?? ''
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    show('waiting')
    try {
      credential.value = JSON.stringify(await ask())
    } catch (error) {
      const { name, cause } = error as { name: string; cause?: { name: string } }
      const why = cause?.name ?? name
      show(
        why === 'NotAllowedError' || why === 'AbortError'
          ? 'cancelled'
          : why === 'InvalidStateError'
            ? 'known'
            : 'failed',
      )
      return
    }
    form.dataset.with?.split(' ').forEach(takeAlong)
    form.submit()
  })
  // The page may come back from the browser's memory as it was left.
  addEventListener('pageshow', () => show(''))
}

const canUsePasskeys = typeof PublicKeyCredential === 'function'
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
  form.hidden = !canUsePasskeys
  if (canUsePasskeys) askForPasskey(form)
}
for (const note of document.querySelectorAll<HTMLElement>('[data-passkey-missing]')) note.hidden = canUsePasskeys
