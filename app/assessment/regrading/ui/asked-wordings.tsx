import { QuestionPreview } from '#app/content/ui/question-preview.tsx'
import { useT } from '#app/i18n/use-translation.tsx'
import { useAuthored } from '#app/ui/authored.tsx'
import { Tag } from '#app/ui/page.tsx'
import { regradeHref } from '../regrade-address.ts'
import type { AskedWording } from '../regrade-target-queries.server.ts'

type Props = {
  course: { slug: string; language: string }
  quiz: string
  questionId: string
  wordings: readonly AskedWording[]
  chosen: AskedWording
}

/** The wordings that a question had, to choose the one that is to be marked anew, and that one with all that is right. */
export function AskedWordings({ course, quiz, questionId, wordings, chosen }: Props) {
  const t = useT()
  const authored = useAuthored(course.language)
  return (
    <>
      <h3>{t('regrade.wording')}</h3>
      <ul>
        {wordings.map((wording) => (
          <li key={wording.hash}>
            <a
              href={`${regradeHref(course.slug, { quiz, question: questionId, wording: wording.hash })}#question`}
              aria-current={wording.hash === chosen.hash ? 'true' : undefined}
            >
              <RevisionsOf wording={wording} />
            </a>{' '}
            {wording.isPublished && <Tag tone="info">{t('regrade.published')}</Tag>}{' '}
            {wording.standing && <Tag tone="warning">{t(`regrade.standing.${wording.standing}`)}</Tag>}
            <br />
            {t('regrade.wordingAsked', { handedIn: wording.handedIn, underWay: wording.underWay })}
          </li>
        ))}
      </ul>
      <details className="unfold">
        <summary>{t('regrade.showWording')}</summary>
        <QuestionPreview question={chosen.question} number={1} {...authored} />
      </details>
    </>
  )
}

function RevisionsOf({ wording: { revisions } }: { wording: AskedWording }) {
  const t = useT()
  const [first, last] = revisions
  return <>{first === last ? t('regrade.revision', { first }) : t('regrade.revisions', { first, last })}</>
}
