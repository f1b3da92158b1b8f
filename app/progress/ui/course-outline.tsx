import { type Activity, activityHref, type CourseOutline as Edition } from '#app/content/outline.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { Outline, type OutlineState } from '#app/ui/steps-nav.tsx'
import { useAuthored } from '#app/ui/authored.tsx'

type CourseOutlineProps = {
  outline: Pick<Edition, 'slug' | 'language' | 'modules' | 'activities'>
  /** Ids of what is completed. */
  completed: readonly string[]
  /** The activity to go on with. */
  current: string | null
}

/** Everything in a course, module by module, with what is done. */
export function CourseOutline({ outline, completed, current }: CourseOutlineProps) {
  const { t, duration } = useTranslator()
  const authored = useAuthored(outline.language)
  const stateOf = ({ id }: Activity): OutlineState =>
    completed.includes(id) ? 'done' : id === current ? 'current' : 'open'
  const metaOf = ({ kind, minutes }: Activity) => {
    const time = duration(minutes)
    return kind === 'quiz' ? t('learn.course.quizMeta', { time }) : time
  }
  const itemOf = (activity: Activity) => ({
    href: activityHref(outline, activity),
    title: activity.title,
    meta: metaOf(activity),
    state: stateOf(activity),
  })
  const last = outline.activities.filter(({ moduleId }) => moduleId === null)
  const groups = outline.modules.map(({ title, activities }) => ({ title, items: activities.map(itemOf) }))
  if (last.length > 0) groups.push({ title: t('learn.course.afterModules'), items: last.map(itemOf) })
  return (
    <div {...authored}>
      <Outline label={t('learn.course.contents')} groups={groups} />
    </div>
  )
}
