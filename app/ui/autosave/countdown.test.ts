import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { countDown } from './countdown.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', { documentElement: { lang: 'en' } })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function clockOf(minutes: number) {
  const clock = { textContent: '', dataset: { clock: 'Left: {time}' } }
  const telling = { textContent: '' }
  const element = {
    dataset: {
      timeLeft: String(minutes * 60_000),
      told: JSON.stringify([10, 5, 1].map((at) => [at * 60_000, `${at} left`])),
      over: 'over',
    },
    querySelector: (selector: string) => (selector === '[data-clock]' ? clock : telling),
  }
  const whenOver = vi.fn()
  countDown(element as unknown as HTMLElement, whenOver)
  return { clock, telling, whenOver }
}

it('counts down, tells at 10, 5 and 1 minutes, and ends once', () => {
  const { clock, telling, whenOver } = clockOf(65)
  expect(clock.textContent).toBe('Left: 1:05:00')
  vi.advanceTimersByTime(54 * 60_000)
  expect([clock.textContent, telling.textContent]).toEqual(['Left: 11:00', ''])
  vi.advanceTimersByTime(60_000)
  expect(telling.textContent).toBe('10 left')
  vi.advanceTimersByTime(5 * 60_000)
  expect(telling.textContent).toBe('5 left')
  vi.advanceTimersByTime(4 * 60_000 + 1000)
  expect([clock.textContent, telling.textContent]).toEqual(['Left: 0:59', '1 left'])
  expect(whenOver).not.toHaveBeenCalled()
  vi.advanceTimersByTime(120_000)
  expect([clock.textContent, telling.textContent]).toEqual(['over', 'over'])
  expect(whenOver).toHaveBeenCalledOnce()
})

it('does not tell what had passed before the page was opened', () => {
  const { telling } = clockOf(4)
  vi.advanceTimersByTime(2000)
  expect(telling.textContent).toBe('')
})

it('asks no clock of the device', () => {
  const { clock } = clockOf(20)
  vi.setSystemTime(Date.now() + 7 * 3_600_000)
  vi.advanceTimersByTime(60_000)
  expect(clock.textContent).toBe('Left: 19:00')
})
