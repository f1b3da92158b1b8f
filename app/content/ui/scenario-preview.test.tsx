import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { buildScenario } from '#db/seed/scenario.ts'
import { ScenarioPreview } from './scenario-preview.tsx'

const html = renderToStaticMarkup(<ScenarioPreview scenario={buildScenario()} />)
const text = html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

test.each([
  'Begins at 22:40 with the scene “The duty desk”',
  'dl-log 8 hours after the beginning, unless it is met. Then the case goes on at “The log is gone”.',
  'dl-order 90 days after the choice that starts it',
  'Scene: The duty desk sn-call',
  'Order preservation 30 minutes, then “The log is safe” · meets dl-log · starts dl-order · Preserving data: +2',
  'Wait for the provider 60 days, then “The log is safe” · Using the right power: -1',
  'What came of: Close the file.',
  'Article 42, paragraph 3: ',
  'The order ran out Mixed outcome Nobody used the days.',
  'The most points of one run Preserving data: +2 Using the right power: +2',
])('the outline for instructors tells: %s', (told) => {
  expect(text).toContain(told)
})
