/** The parts of a person's file, in its order. Later domains bring theirs: identity is the first of the ladder and names all. */
export const ownDataPartNames = [
  'account',
  'roles',
  'sessions',
  'oneTimePasswords',
  'recoveryCodes',
  'passkeys',
  'linkedIdentities',
  'access',
  'steps',
  'audit',
  'programmes',
  'attempts',
  'quizEvents',
  'extraTime',
  'practiceAnswers',
  'scenarioRuns',
  'requestDrafts',
  'courses',
  'activities',
  'competence',
  'reviewCards',
  'events',
  'notes',
] as const

export type OwnDataPartName = (typeof ownDataPartNames)[number]
