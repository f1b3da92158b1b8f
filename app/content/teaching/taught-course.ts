import type { CheckedCourse } from '../check/checked-course.ts'
import { type ComparedActivity, compareActivities } from '../revisions/compare-activities.ts'
import { detailsText } from '../revisions/course-details.ts'
import { authorPart } from '../revisions/edition.ts'
import type { RevisionChange } from '../revisions/revision-change.ts'
import type { CourseOutline } from '../outline.ts'

/** How the files of a course stand against what is published. */
export type FilesState = 'missing' | 'unchanged' | 'changed' | 'problems'

/** What publishing the working files would change. */
export type WorkingChanges = {
  activities: readonly RevisionChange[]
  /** Whether the course's or a module's own fields differ. */
  details: boolean
}

/** A working course as the tables would hold it: `documentHash` gives the hash of each of its documents. */
export function compareWithPublished(
  course: CheckedCourse,
  published: { outline: CourseOutline; retired: readonly string[] } | null,
  documentHashes: readonly string[],
): WorkingChanges {
  const working = course.documents.map((document, index): ComparedActivity => ({
    activityId: document.id,
    kind: document.kind,
    moduleId: document.moduleId,
    slug: document.slug,
    title: document.title,
    summary: document.summary,
    minutes: document.minutes,
    documentHash: authorPart(documentHashes[index] ?? ''),
    quizSettings: document.quiz && JSON.stringify(document.quiz),
  }))
  const before = (published?.outline.activities ?? []).map((activity): ComparedActivity => {
    const { id, quiz, ...rest } = activity
    return { ...rest, activityId: id, quizSettings: quiz && JSON.stringify(quiz) }
  })
  return {
    activities: compareActivities(before, working),
    details: published !== null && hasOtherDetails(course, published),
  }
}

function hasOtherDetails(
  course: CheckedCourse,
  { outline, retired }: { outline: CourseOutline; retired: readonly string[] },
): boolean {
  return course.slug !== outline.slug || detailsText(course) !== detailsText({ ...outline, retired })
}

export function hasChanges({ activities, details }: WorkingChanges): boolean {
  return details || activities.length > 0
}
