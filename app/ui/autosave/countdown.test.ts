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
  const ends = { hidden: false }
  const element = {
    dataset: {
      timeLeft: String(minutes * 60_000),
      told: JSON.stringify([10, 5, 1].map((at) => [at * 60_000, `${at} left`])),
      over: 'over',
      changed: 'changed',
    },
    querySelector: (selector: string) =>
      ({ '[data-clock]': clock, '[data-telling]': telling, '[data-ends]': ends })[selector],
  }
  const whenOver = vi.fn()
  const putOff = countDown(element as unknown as HTMLElement, whenOver)
  return { clock, telling, ends, whenOver, putOff }
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

it('counts on from an end that was put off, says so, and ends at the new one', () => {
  const { clock, telling, ends, whenOver, putOff } = clockOf(2)
  vi.advanceTimersByTime(60_000)
  expect(telling.textContent).toBe('1 left')
  expect(putOff(16 * 60_000)).toBe(true)
  expect([clock.textContent, telling.textContent, ends.hidden]).toEqual(['Left: 16:00', 'changed', true])
  vi.advanceTimersByTime(6 * 60_000)
  expect(telling.textContent).toBe('10 left')
  vi.advanceTimersByTime(10 * 60_000)
  expect(whenOver).toHaveBeenCalledOnce()
  expect(putOff(60_000)).toBe(true)
  vi.advanceTimersByTime(61_000)
  expect(whenOver).toHaveBeenCalledTimes(2)
})

it('takes an answer that was long on its way for no other end', () => {
  const { clock, telling, ends, putOff } = clockOf(20)
  vi.advanceTimersByTime(60_000)
  expect([putOff(19 * 60_000 + 9000), putOff(18 * 60_000)]).toEqual([false, false])
  vi.advanceTimersByTime(1000)
  expect([clock.textContent, telling.textContent, ends.hidden]).toEqual(['Left: 18:59', '', false])
})
