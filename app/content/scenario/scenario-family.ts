import type { Family } from '../dialect/family.ts'
import { optional, required } from '../dialect/family.ts'
import { outcomes } from './scenario.ts'

/** Branching cases. */
export const scenarioFamily: Family = {
  components: [
    [
      'Scenario',
      {
        place: 'apart',
        only: 'lesson',
        attributes: new Map([
          ['id', required('id')],
          ['title', required('text')],
          ['start', required('id')],
          ['clock', required('text')],
          ['competences', required('text')],
          ['objective', optional('id')],
        ]),
      },
    ],
    [
      'Deadline',
      {
        place: 'part',
        inside: ['Scenario'],
        attributes: new Map([
          ['id', required('id')],
          ['after', required('duration')],
          ['to', required('id')],
        ]),
      },
    ],
    [
      'Scene',
      {
        place: 'part',
        inside: ['Scenario'],
        attributes: new Map([
          ['id', required('id')],
          ['title', required('text')],
        ]),
      },
    ],
    [
      'Choice',
      {
        place: 'part',
        inside: ['Scene'],
        attributes: new Map([
          ['to', required('id')],
          ['takes', required('duration')],
          ['articles', required('articles')],
          ['meets', optional('text')],
          ['starts', optional('text')],
          ['stops', optional('text')],
          ['points', optional('text')],
        ]),
      },
    ],
    [
      'Ending',
      {
        place: 'part',
        inside: ['Scenario'],
        attributes: new Map([
          ['id', required('id')],
          ['title', required('text')],
          ['outcome', required(outcomes)],
        ]),
      },
    ],
  ],
}

export function isScenarioName(name: string | null): boolean {
  return name === 'Scenario'
}
