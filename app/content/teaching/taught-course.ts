import type { CheckedCourse } from '../check/checked-course.ts'
import { type ComparedActivity, type ComparedDocuments, compareActivities } from '../revisions/compare-activities.ts'
import { detailsText } from '../revisions/course-details.ts'
import type { RevisionChange } from '../revisions/revision-change.ts'
import type { CourseOutline } from '../outline.ts'

/** How the files of a course stand against what is published. */
export type FilesState = 'missing' | 'unchanged' | 'changed' | 'problems'

/** The current revision, as far as files are compared with it. */
type Published = { outline: CourseOutline; retired: readonly string[] }

/** What publishing the working files would change. */
export type WorkingChanges = {
  activities: readonly RevisionChange[]
  /** Whether the course's or a module's own fields differ. */
  details: boolean
}

/** The lessons and quizzes of a working course as the tables would hold them; `documentHashes` are in their order. */
export function workingActivities(course: CheckedCourse, documentHashes: readonly string[]): ComparedActivity[] {
  return course.documents.map((document, index) => ({
    activityId: document.id,
    kind: document.kind,
    moduleId: document.moduleId,
    slug: document.slug,
    title: document.title,
    summary: document.summary,
    minutes: document.minutes,
    documentHash: documentHashes[index] ?? '',
    quizSettings: document.quiz && JSON.stringify(document.quiz),
  }))
}

export function publishedActivities(outline: Pick<CourseOutline, 'activities'>): ComparedActivity[] {
  return outline.activities.map(({ id, quiz, ...rest }) => ({
    ...rest,
    activityId: id,
    quizSettings: quiz && JSON.stringify(quiz),
  }))
}

/** `documents`, where they are at hand, tell which parts of a text differ. */
export function compareWithPublished(
  course: CheckedCourse,
  published: Published | null,
  documentHashes: readonly string[],
  documents?: ComparedDocuments,
): WorkingChanges {
  const before = published ? publishedActivities(published.outline) : []
  return {
    activities: compareActivities(before, workingActivities(course, documentHashes), documents),
    details: published !== null && hasOtherDetails(course, published),
  }
}

function hasOtherDetails(course: CheckedCourse, { outline, retired }: Published): boolean {
  return course.slug !== outline.slug || detailsText(course) !== detailsText({ ...outline, retired })
}

export function hasChanges({ activities, details }: WorkingChanges): boolean {
  return details || activities.length > 0
}
