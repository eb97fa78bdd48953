import type { CloseReason } from 'shared/protocol/close'
import type { DocumentKind } from 'shared/documents/kinds'

/** What a connection may do in a room; read per frame, replaced when rights change. */
export type RoomMode = 'read' | 'comment' | 'edit'

/** Who stands at a room's door, as the session says it; never as the bytes claim it. */
export type Admission = {
  documentId: string
  kind: DocumentKind
  gen: number
  aclEpoch: number
  mode: RoomMode
  person: { id: string; name: string; shortName: string }
  school: { id: string; shortName: string; colour: number } | null
  sessionId: string
}

/** A session that was found behind a cookie or a bearer token. */
export type SignedIn = {
  sessionId: string
  personId: string
  schoolId: string | null
  expiresAt: Date
}

/** Rooms ask this of `access`; sync itself knows neither sessions nor roles. */
export type Admitter = {
  /** Reads cookie or `Authorization: Bearer`; null when nobody is signed in. */
  identify: (headers: Headers) => Promise<SignedIn | null>
  /** Until when these sessions last, however long ago they were read; those that are over are left out. */
  lasting: (sessionIds: readonly string[]) => Promise<Map<string, Date>>
  /** Name may carry a generation: `{id}~{gen}`. Absent and foreign documents give the same 'absent'. */
  admit: (who: SignedIn, documentName: string) => Promise<Admission | { refused: CloseReason }>
}
