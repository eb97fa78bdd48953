import type { JSONContent } from '@tiptap/core'
import FileText from '@lucide/svelte/icons/file-text'
import School from '@lucide/svelte/icons/school'
import Person from '@lucide/svelte/icons/user'
import { isProblem } from 'shared/protocol/problem'
import type { Component } from 'svelte'
import { ask } from '#lib/api/answer.ts'
import { createApiClient } from '#lib/api/client.ts'
import type { Trigger } from '../typed.ts'

/** Somebody or something that can be mentioned or linked to. */
export type Subject = {
  key: string
  label: string
  also: string
  note: string
  icon: Component
  node: JSONContent
}

const mention = (of: 'person' | 'school', subject: string, label: string): JSONContent => ({
  type: 'mention',
  attrs: { of, subject, label },
})

const peopleAndSchools = async (id: string): Promise<Subject[]> => {
  const found = await ask(createApiClient().communities[':id'].$get({ param: { id } }))
  if (isProblem(found)) return []
  const people = found.members.map(({ person, school }) => ({
    key: person.id,
    label: person.shortName,
    also: `${person.firstName} ${school?.shortName ?? ''}`,
    note: school?.shortName ?? '',
    icon: Person,
    node: mention('person', person.id, person.shortName),
  }))
  const schools = found.schools.map((school) => ({
    key: school.id,
    label: school.shortName,
    also: school.fullName,
    note: '',
    icon: School,
    node: mention('school', school.id, school.shortName),
  }))
  return [...people, ...schools]
}

const documents = async (): Promise<Subject[]> => {
  const found = await ask(createApiClient().documents.$get({ query: {} }))
  if (isProblem(found)) return []
  return found.map(({ id, title, communityName }) => ({
    key: id,
    label: title,
    also: communityName,
    note: communityName,
    icon: FileText,
    node: { type: 'documentLink', attrs: { document: id, label: title.slice(0, 300) } },
  }))
}

/** Whom and what one may name here: people and schools of the community, documents one may read. Asked once an opening. */
export const findSubjects = async (trigger: Trigger, communityId: string): Promise<Subject[]> => {
  try {
    if (trigger === '/') return []
    return await (trigger === '@' ? peopleAndSchools(communityId) : documents())
  } catch {
    return []
  }
}
