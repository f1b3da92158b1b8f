/** Answers may be this much on their way, in milliseconds: an end that is later by more was put off. */
const LATE = 10_000

/**
 * Counts down the time left of an attempt from what the server said when the page was made, by the monotonic clock: a
 * clock of the device that is wrong, or set, changes nothing. The element carries `data-time-left` (milliseconds),
 * `data-told` (JSON of [milliseconds, text] to be announced) and `data-over` (text); `[data-clock]` in it holds a
 * text with "{time}", `[data-ends]` the end in words, and `[data-telling]` is where things are announced. `whenOver` is
 * called when the time is over. What it gives takes the milliseconds left as the server tells them later, and tells whether
 * the end was put off: then it counts on from there, announces `data-changed`, and no longer shows the end it told first.
 */
export function countDown(element: HTMLElement, whenOver: () => void): (left: number) => boolean {
  const { timeLeft = '0', told = '[]', over = '', changed = '' } = element.dataset
  const clock = element.querySelector<HTMLElement>('[data-clock]')
  const telling = element.querySelector<HTMLElement>('[data-telling]')
  const ends = element.querySelector<HTMLElement>('[data-ends]')
  const text = clock?.dataset.clock ?? '{time}'
  const soon = JSON.parse(told) as [number, string][]
  let end = performance.now() + Number(timeLeft)
  // What was due before the page was opened is not announced again: the page tells the time itself.
  let waiting = soon.filter(([at]) => at < Number(timeLeft))
  let timer: ReturnType<typeof setInterval> | undefined

  function look() {
    const rest = Math.max(end - performance.now(), 0)
    if (clock) clock.textContent = text.replace('{time}', asClock(rest))
    const due = waiting.filter(([at]) => rest <= at)
    for (const one of due) waiting.splice(waiting.indexOf(one), 1)
    const [, last = ''] = due.at(-1) ?? []
    if (telling && last) telling.textContent = last
    if (rest > 0) return
    clearInterval(timer)
    if (telling) telling.textContent = over
    if (clock) clock.textContent = over
    whenOver()
  }

  function begin() {
    clearInterval(timer)
    timer = setInterval(look, 1000)
    look()
  }

  begin()
  return (left) => {
    const next = performance.now() + left
    if (next - end < LATE) return false
    end = next
    waiting = soon.filter(([at]) => at < left)
    if (telling) telling.textContent = changed
    if (ends) ends.hidden = true
    begin()
    return true
  }
}

/** "1:05:09" or "5:09", in the digits of the page's language. */
function asClock(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = parts[0] === 0 ? parts.slice(1) : parts
  const digits = (value: number, index: number) =>
    value.toLocaleString(document.documentElement.lang || undefined, { minimumIntegerDigits: index === 0 ? 1 : 2 })
  return shown.map(digits).join(':')
}
