import { Authored, useAuthored } from '#app/ui/authored.tsx'
import { useT } from '#app/i18n/use-translation.tsx'
import { activityHref } from '../outline.ts'
import { termAnchor } from '../glossary/glossary.ts'
import { Source } from '../glossary/glossary-components.tsx'
import type { Meaning, TermEntry } from '../glossary/term-list.ts'

/** All terms with what they mean; where courses differ, with the courses. */
export function TermEntries({ entries }: { entries: readonly TermEntry[] }) {
  return (
    <div className="term-entries">
      {entries.map((entry) => (
        <Entry key={`${entry.id} ${entry.language}`} entry={entry} />
      ))}
    </div>
  )
}

function Entry({ entry: { id, term, language, anchor, meanings } }: { entry: TermEntry }) {
  return (
    <section id={anchor ? termAnchor(id) : undefined}>
      <h2>
        <Authored language={language}>{term}</Authored>
      </h2>
      {meanings.map((meaning) => (
        <MeaningOf key={meaning.definition} meaning={meaning} language={language} alone={meanings.length === 1} />
      ))}
    </section>
  )
}

function MeaningOf({ meaning, language, alone }: { meaning: Meaning; language: string; alone: boolean }) {
  const t = useT()
  const authored = useAuthored(language)
  const { definition, courses } = meaning
  const uses = courses.flatMap(({ course, uses }) => uses.map((use) => ({ course, use })))
  return (
    <>
      {!alone && (
        <p className="eyebrow">
          {t('terms.inCourses', {
            count: courses.length,
            courses: courses.map(({ course }) => course.title).join(' · '),
          })}
        </p>
      )}
      <p {...authored}>{definition}</p>
      {meaning.article !== null && (
        <p>
          <Source term={meaning} t={t} />
        </p>
      )}
      {uses.length > 0 && (
        <details>
          <summary>{t('terms.uses')}</summary>
          <ul {...authored}>
            {uses.map(({ course, use }) => (
              <li key={`${course.slug} ${use.slug}`}>
                <a href={activityHref(course, use)}>{t('terms.use', { title: use.title, course: course.title })}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
