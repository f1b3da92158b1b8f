import { nameKey } from '#app/identity/accounts/account.ts'
import type { Grant } from '#app/identity/viewer.ts'
import { makeJoinCode } from '#app/programmes/join-code.ts'
import type { account, agency, roleGrant } from '#db/schema/identity.ts'
import type { cohort, enrolment, programme, programmeCourse } from '#db/schema/programmes.ts'
import { DAY, dayOf, MINUTE, nextSitting } from './demo-calendar.ts'
import { type Chance, chanceFrom } from './demo-chance.ts'
import { type DemoCourse, type Habit, type History, inventHistory } from './demo-history.ts'
import { inventPerson } from './demo-people.ts'
import { demoSignIns } from './demo-sign-ins.ts'
import { planTree } from './demo-tree.ts'

/** Everything the demonstration holds, as rows in the order they may be inserted. */
export type DemoPlan = History & {
  agencies: (typeof agency.$inferInsert)[]
  accounts: (typeof account.$inferInsert)[]
  grants: (typeof roleGrant.$inferInsert)[]
  programmes: (typeof programme.$inferInsert)[]
  programmeCourses: (typeof programmeCourse.$inferInsert)[]
  cohorts: (typeof cohort.$inferInsert)[]
  enrolments: (typeof enrolment.$inferInsert)[]
}

const programmes = [
  {
    name: 'Electronic evidence for front-line investigators',
    description: 'Basic training for officers who meet electronic evidence in any kind of case. An invented programme.',
  },
  {
    name: 'Cross-border requests for prosecutors and investigators',
    description: 'Regional workshops on asking another State for electronic evidence. An invented programme.',
  },
]

/** Days count from today; `absent` is the share who never began. */
const cohorts = [
  { programme: 0, name: 'First intake', trainees: 170, enrolled: -118, due: -28, absent: 0.08 },
  { programme: 0, name: 'Second intake', trainees: 160, enrolled: -72, due: 18, absent: 0.15 },
  { programme: 1, name: 'Regional workshop, group A', trainees: 150, enrolled: -95, due: -9, absent: 0.12 },
  { programme: 1, name: 'Regional workshop, group B', trainees: 120, enrolled: -38, due: 52, absent: 0.3 },
]

/** The trainee to sign in as has a place in this cohort and is half way. */
const COHORT_OF_DEMO_TRAINEE = 1
const HALF_WAY: Habit = { ability: 0.85, pace: 3, stopsAfter: 4 }

/**
 * Invents the demonstration: the same `seed`, `now` (milliseconds UTC) and courses give the same rows.
 * Every account has the password that `passwordHash` was made from.
 */
export function planDemo(given: {
  now: number
  seed: number
  courses: readonly DemoCourse[]
  passwordHash: string
}): DemoPlan {
  const { now, courses, passwordHash } = given
  const chance = chanceFrom(given.seed)
  const founded = now - 125 * DAY
  const { rows: agencies, employers } = planTree(founded, chance)
  const plan: DemoPlan = {
    agencies,
    accounts: [],
    grants: [],
    programmes: programmes.map((facts) => ({ ...facts, id: chance.id(founded), createdAt: founded })),
    programmeCourses: [],
    cohorts: [],
    enrolments: [],
    events: [],
    attempts: [],
    attemptQuestions: [],
    practiceAnswers: [],
  }
  const programmeId = (index: number) => plan.programmes[index]?.id as string
  const coursesOf = (index: number) => (index === 0 ? courses.slice(0, 1) : courses)
  programmes.forEach((_, index) => {
    coursesOf(index).forEach(({ outline }, position) => {
      plan.programmeCourses.push({ programmeId: programmeId(index), courseId: outline.courseId, position })
    })
  })

  const taken = new Set<string>()
  const addAccount = (createdAt: number, fixedName?: string, employer = chance.pick(employers)) => {
    const person = inventPerson(employer, taken, chance)
    const username = fixedName ?? person.username
    const id = chance.id(createdAt)
    const names = { username, usernameKey: nameKey(username), displayName: person.displayName }
    plan.accounts.push({ id, ...names, passwordHash, agencyId: employer.id, createdAt })
    return id
  }
  const [home] = employers
  const [demoTrainee, ...staff] = demoSignIns.map((signIn) => ({
    ...signIn,
    id: addAccount(founded, signIn.username, 'over' in signIn ? home : undefined),
  }))
  const scopeOf = (person: (typeof staff)[number]): Omit<Grant, 'role'> => {
    if ('programme' in person) return { scopeKind: 'programme', scopeId: programmeId(person.programme) }
    if (!('over' in person) || !home) return { scopeKind: 'platform', scopeId: '' }
    return { scopeKind: person.over, scopeId: person.over === 'country' ? home.countryCode : home.id }
  }
  for (const person of staff) {
    const scope = scopeOf(person)
    for (const role of person.grants) {
      plan.grants.push({ id: chance.id(founded), accountId: person.id, role, ...scope, grantedAt: founded })
    }
  }
  const managerId = staff.find(({ username }) => username === 'demo-head')?.id ?? null

  cohorts.forEach((group, index) => {
    const opened = dayOf(now + group.enrolled * DAY) + 8 * 60 * MINUTE
    const cohortId = chance.id(opened)
    plan.cohorts.push({
      id: cohortId,
      programmeId: programmeId(group.programme),
      name: group.name,
      joinCode: group.due < 0 ? null : makeJoinCode((below) => chance.between(0, below - 1)),
      dueOn: dayOf(now + group.due * DAY),
      createdAt: opened - 2 * DAY,
    })
    for (let number = 0; number < group.trainees; number += 1) {
      const isDemo = index === COHORT_OF_DEMO_TRAINEE && number === 0
      const enrolledAt = opened + chance.between(0, 6 * 24 * 60) * MINUTE
      const accountId =
        isDemo && demoTrainee ? demoTrainee.id : addAccount(enrolledAt - chance.between(1, 900) * MINUTE)
      const isWithdrawn = !isDemo && chance.happens(0.01)
      plan.enrolments.push({
        cohortId,
        accountId,
        enrolledAt,
        enrolledBy: chance.happens(0.6) ? managerId : null,
        withdrawnAt: isWithdrawn ? Math.min(now, enrolledAt + chance.between(3, 30) * DAY) : null,
      })
      if (!isDemo && chance.happens(group.absent)) continue
      const habit = isDemo ? HALF_WAY : inventHabit(chance)
      const begin = nextSitting(enrolledAt, isDemo ? 2 : chance.between(1, 20), chance)
      const past = inventHistory({ accountId, courses: coursesOf(group.programme), begin, until: now, habit, chance })
      plan.events.push(...past.events)
      plan.attempts.push(...past.attempts)
      plan.attemptQuestions.push(...past.attemptQuestions)
      plan.practiceAnswers.push(...past.practiceAnswers)
    }
  })
  return plan
}

function inventHabit(chance: Chance): Habit {
  return {
    ability: 0.55 + 0.42 * chance.next(),
    pace: 1.5 + 7 * chance.next() ** 2,
    stopsAfter: chance.happens(0.6) ? Number.POSITIVE_INFINITY : chance.between(1, 8),
  }
}
