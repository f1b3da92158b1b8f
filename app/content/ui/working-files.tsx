import { useT } from '#app/i18n/use-translation.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Section } from '#app/ui/page.tsx'
import { isError, type Problem } from '../problem.ts'
import { type FilesState, hasChanges, type WorkingChanges } from '../teaching/taught-course.ts'
import { ChangeList } from './change-list.tsx'
import { ProblemTable } from './problem-table.tsx'

type Props = {
  files: FilesState
  problems: readonly Problem[]
  changes: WorkingChanges
  isPublished: boolean
}

/** What is wrong with the working files, what publishing them would change, and the button that does it. */
export function WorkingFiles({ files, problems, changes, isPublished }: Props) {
  const t = useT()
  if (files === 'missing') return <p>{t('teach.course.filesMissing')}</p>
  const hasErrors = problems.some(isError)
  return (
    <>
      <Section title={t('teach.course.problems')}>
        {problems.length === 0 ? (
          <p>{t('teach.course.noProblems')}</p>
        ) : (
          <>
            <p>{t(hasErrors ? 'teach.course.problemsError' : 'teach.course.problemsWarning')}</p>
            <ProblemTable problems={problems} />
          </>
        )}
      </Section>
      <Section title={t('teach.course.changes')}>
        {!isPublished && <p>{t('teach.course.firstTime')}</p>}
        {isPublished && !hasChanges(changes) && <p>{t('teach.course.noChanges')}</p>}
        {changes.details && <p>{t('teach.course.detailsChanged')}</p>}
        {isPublished && changes.activities.length > 0 && <ChangeList changes={changes.activities} />}
        {files === 'changed' && (
          <Form hidden={{ intent: 'publish' }}>
            {isPublished && <p>{t('teach.course.keeps')}</p>}
            <Button>{t('teach.course.publish')}</Button>
          </Form>
        )}
      </Section>
    </>
  )
}
