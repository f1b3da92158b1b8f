import { useT } from '#app/i18n/use-translation.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/page.tsx'
import { isError, type Problem } from '../problem.ts'
import { type FilesState, hasChanges, type WorkingChanges } from '../teaching/taught-course.ts'
import { ChangeList } from './change-list.tsx'
import { ProblemTable } from './problem-table.tsx'

type Props = {
  files: FilesState
  problems: readonly Problem[]
  /** Whether the files could be read so far that they can be compared with what is published. */
  isComparable: boolean
  changes: WorkingChanges
  isPublished: boolean
  /** The revision that the files still hold although an older one was restored over it. */
  withdrawn: number | null
  /** Of the course. */
  language: string
}

/** What is wrong with the working files, what publishing them would change, and the button that does it. */
export function WorkingFiles({ files, problems, isComparable, changes, isPublished, withdrawn, language }: Props) {
  const t = useT()
  if (files === 'missing') return <p>{t('teach.course.filesMissing')}</p>
  const hasErrors = problems.some(isError)
  const keptBack = isPublished ? 'teach.course.problemsError' : 'teach.course.problemsFirst'
  return (
    <>
      <Section title={t('teach.course.problems')}>
        {problems.length === 0 ? (
          <p>{t('teach.course.noProblems')}</p>
        ) : (
          <>
            <p>{t(hasErrors ? keptBack : 'teach.course.problemsWarning')}</p>
            <ProblemTable problems={problems} />
          </>
        )}
      </Section>
      <Section title={t('teach.course.changes')}>
        {withdrawn !== null && (
          <Notice tone="warning" title={t('revisions.withdrawn.title')}>
            <p>{t('revisions.withdrawn.text', { number: withdrawn })}</p>
          </Notice>
        )}
        {!isPublished && <p>{t('teach.course.firstTime')}</p>}
        {isPublished && !hasChanges(changes) && (
          <p>{t(isComparable ? 'teach.course.noChanges' : 'teach.course.notCompared')}</p>
        )}
        {changes.details && <p>{t('teach.course.detailsChanged')}</p>}
        {isPublished && changes.activities.length > 0 && (
          <ChangeList changes={changes.activities} language={language} isFull />
        )}
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
