import { readReflection } from '../reflection/read-reflection.ts'
import { readRequest } from '../request/read-request.ts'
import { readScenario } from '../scenario/read-scenario.ts'
import type { ApartReader } from './apart.ts'
import { questionPieces } from './question-pieces.ts'

/** How each component apart is taken to pieces. */
export const apartReaders: ReadonlyMap<string, ApartReader> = new Map([
  ['Check', questionPieces],
  ['Question', questionPieces],
  ['Reflect', readReflection],
  ['RequestForm', readRequest],
  ['Scenario', readScenario],
])
