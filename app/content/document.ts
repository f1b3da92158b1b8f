import type { Question } from './question.ts'
import type { Reflection } from './reflection/reflection.ts'
import type { RequestTask } from './request/request-task.ts'
import type { Scenario } from './scenario/scenario.ts'

/** A piece of a lesson: finished HTML, or the place of something the page shows with what the server knows. */
export type DocumentPart =
  | { kind: 'html'; html: string }
  | { kind: 'check'; questionId: string }
  | { kind: 'scenario'; scenarioId: string }
  | { kind: 'request'; requestId: string }
  | { kind: 'reflect'; reflectId: string }

/** The block before the first heading, which has no anchor. */
export const START_BLOCK = 'start'

/** A stretch of a lesson with an identity of its own, to tell what an edition changed. */
export type DocumentBlock = {
  /** Of a section: the anchor of its heading, or `START_BLOCK`. Of anything else: its authored id. */
  id: string
  kind: 'section' | 'question' | 'scenario' | 'request' | 'reflect'
  title: string
  /** Of what the author wrote, wherever it stands; of a section without its heading, and empty when nothing is in it. */
  hash: string
}

/** The running text under one heading, for searching. */
export type DocumentSection = {
  /** Anchor of the heading; empty before the first. */
  id: string
  heading: string
  text: string
}

/** What a source file compiles to: everything a page needs, so that no request compiles. */
export type CompiledDocument = {
  /** Empty for a quiz. */
  parts: readonly DocumentPart[]
  headings: readonly { id: string; text: string; depth: number }[]
  /** Words of running text. */
  words: number
  /** In authored order. */
  questions: readonly Question[]
  scenarios: readonly Scenario[]
  requests: readonly RequestTask[]
  reflections: readonly Reflection[]
  blocks: readonly DocumentBlock[]
  sections: readonly DocumentSection[]
  /** Ids of the terms it uses. */
  terms: readonly string[]
}

export const emptyDocument: CompiledDocument = {
  parts: [],
  headings: [],
  words: 0,
  questions: [],
  scenarios: [],
  requests: [],
  reflections: [],
  blocks: [],
  sections: [],
  terms: [],
}

/** Reads a stored document. What documents of earlier compilers did not have is empty. */
export function readDocument(body: string): CompiledDocument {
  return { ...emptyDocument, ...(JSON.parse(body) as Partial<CompiledDocument>) }
}
