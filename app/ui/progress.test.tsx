import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'

import { ProgressBar, ShareBar, shareSpans } from './progress.tsx'

describe('shareSpans', () => {
  test('parts follow each other and fill the whole', () => {
    expect(shareSpans([{ count: 1 }, { count: 2 }, { count: 1 }])).toEqual([
      { index: 0, start: 0, size: 25 },
      { index: 1, start: 25, size: 50 },
      { index: 2, start: 75, size: 25 },
    ])
  })

  test('shares that do not divide evenly still end at 100', () => {
    const last = shareSpans([{ count: 1 }, { count: 1 }, { count: 1 }]).at(-1)
    expect((last?.start ?? 0) + (last?.size ?? 0)).toBeCloseTo(100, 2)
  })

  test('an empty part takes no room and a total of zero draws nothing', () => {
    expect(shareSpans([{ count: 0 }, { count: 5 }])).toEqual([{ index: 1, start: 0, size: 100 }])
    expect(shareSpans([{ count: 0 }, { count: 0 }])).toEqual([])
    expect(shareSpans([])).toEqual([])
  })
})

describe('ShareBar', () => {
  test('the legend carries every number, also those of empty parts, and the sum', () => {
    const html = renderToStaticMarkup(
      <ShareBar
        label="Cohort"
        parts={[
          { label: 'Completed', count: 1200, tone: 'success' },
          { label: 'In progress', count: 34, tone: 'info' },
          { label: 'Overdue', count: 0, tone: 'warning' },
        ]}
      />,
    )
    expect(html).toContain('1,234')
    expect(html).toContain('Completed: 1,200')
    expect(html).toContain('In progress: 34')
    expect(html).toContain('Overdue: 0')
    expect(html.match(/share-bar__part/g)).toHaveLength(2)
  })

  test('a total of zero is shown as an empty bar', () => {
    const html = renderToStaticMarkup(
      <ShareBar label="Cohort" parts={[{ label: 'Done', count: 0, tone: 'success' }]} />,
    )
    expect(html).not.toContain('share-bar__part')
    expect(html).not.toContain('NaN')
    expect(html).toContain('Done: 0')
  })
})

describe('ProgressBar', () => {
  test('says how many of how many', () => {
    const html = renderToStaticMarkup(<ProgressBar value={3} max={7} label="Lessons" />)
    expect(html).toContain('aria-valuetext="3 of 7"')
    expect(html).toMatch(/<progress[^>]*value="3"[^>]*max="7"/)
  })

  test('nothing of nothing is an empty bar, not a full one', () => {
    expect(renderToStaticMarkup(<ProgressBar value={0} max={0} label="Lessons" />)).toMatch(/value="0"[^>]*max="1"/)
  })
})
