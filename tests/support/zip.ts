import { crc32, deflateRawSync } from 'node:zlib'

export type Packed = {
  name: string
  data: Buffer
  /** What the directory says instead of the true size. */
  claimedSize?: number
  /** Sets the flag of a password. */
  locked?: boolean
}

const numbers = (...fields: [bytes: 2 | 4, value: number][]): Buffer =>
  Buffer.concat(
    fields.map(([bytes, value]) => {
      const field = Buffer.alloc(bytes)
      if (bytes === 2) field.writeUInt16LE(value)
      else field.writeUInt32LE(value)
      return field
    }),
  )

const common = ({ name, data, claimedSize, locked }: Packed, deflated: Buffer): Buffer =>
  numbers(
    [2, 20],
    [2, locked ? 1 : 0],
    [2, 8],
    [4, 0],
    [4, crc32(data)],
    [4, deflated.length],
    [4, claimedSize ?? data.length],
    [2, Buffer.byteLength(name)],
    [2, 0],
  )

/** A zip archive, honest or not: what no library would write, a test may. */
export const packZip = (files: readonly Packed[], comment = Buffer.alloc(0)): Buffer => {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const deflated = deflateRawSync(file.data, { level: 9 })
    const local = Buffer.concat([
      numbers([4, 0x04034b50]),
      common(file, deflated),
      Buffer.from(file.name),
      deflated,
    ])
    locals.push(local)
    directory.push(
      numbers([4, 0x02014b50], [2, 20]),
      common(file, deflated),
      numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]),
      Buffer.from(file.name),
    )
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = numbers(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, files.length],
    [2, files.length],
    [4, central.length],
    [4, offset],
    [2, comment.length],
  )
  return Buffer.concat([...locals, central, end, comment])
}
