import type { CourseOutline } from '../outline.ts'

/** What a course says of itself and of its modules. */
export type CourseDetails = Pick<
  CourseOutline,
  'title' | 'summary' | 'audience' | 'language' | 'level' | 'objectives'
> & {
  modules: readonly { id: string; title: string; summary: string }[]
  retired: readonly string[]
}

/** The same text for the same details, to compare them by. */
export function detailsText({ title, summary, audience, language, level, retired, ...rest }: CourseDetails): string {
  const objectives = rest.objectives.map(({ id, text }) => [id, text])
  const modules = rest.modules.map((module) => [module.id, module.title, module.summary])
  return JSON.stringify([title, summary, audience, language, level, objectives, modules, retired])
}
