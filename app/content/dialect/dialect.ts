import { diagramFamily } from '../diagram/diagram-family.ts'
import { glossaryFamily } from '../glossary/glossary-family.ts'
import { mediaFamily } from '../media/media-family.ts'
import { partialFamily } from '../partials/partial-family.ts'
import { quoteFamily } from '../quotes/quote-family.ts'
import { reflectionFamily } from '../reflection/reflection-family.ts'
import { requestFamily } from '../request/request-family.ts'
import { scenarioFamily } from '../scenario/scenario-family.ts'
import { basicFamily } from './basic-family.ts'
import type { ComponentElement } from './element.ts'
import type { ComponentRule, Family } from './family.ts'
import { questionFamily } from './question-family.ts'

const families: readonly Family[] = [
  basicFamily,
  diagramFamily,
  glossaryFamily,
  mediaFamily,
  partialFamily,
  quoteFamily,
  questionFamily,
  reflectionFamily,
  requestFamily,
  scenarioFamily,
]

/** Every component an author may use. What is not here does not exist. */
export const components: ReadonlyMap<string, ComponentRule> = new Map(families.flatMap((family) => family.components))

export const componentNames = [...components.keys()]

const familyOf = new Map(families.flatMap((family) => family.components.map(([name]) => [name, family] as const)))

export function familyOfElement(element: ComponentElement): Family | null {
  return familyOf.get(element.name ?? '') ?? null
}

export function isQuestionName(name: string | null): boolean {
  return name === 'Check' || name === 'Question' || name === 'LegalBasis'
}
