import type { Facts, Source } from '../../analysis/facts'

/** Databases by the scheme of the addresses that lead to them, and by what their images are called. */
const SCHEMES: readonly (readonly [RegExp, string])[] = [
  [/^(?:jdbc:)?postgres(?:ql)?(?:\+\w+)?:\/\//, 'PostgreSQL'],
  [/^(?:jdbc:)?mysql2?(?:\+\w+)?:\/\//, 'MySQL'],
  [/^(?:jdbc:)?mariadb(?:\+\w+)?:\/\//, 'MariaDB'],
  [/^mongodb(?:\+srv)?:\/\//, 'MongoDB'],
]
const IMAGE =
  /(?:^|\/)(?:postgres(?:ql)?|postgis|timescaledb|mysql|mariadb|mongo(?:db)?|cockroach|mssql|oracle)(?:-\w+)?(?=[:@]|$)/

/** Is this the image of a database? */
export const isDatabaseImage = (image: string): boolean => IMAGE.test(image)

/** Variables that say which database the program keeps its data in. */
const VARIABLE = /(?:^|_)(?:DATABASE|DB|POSTGRES|MYSQL|MONGO(?:DB)?|PG)_(?:URL|URI|DSN)$|^(?:DATABASE|DB)$/

/** Databases that the program connects to where nothing else is set: the addresses in its own defaults and example settings name them. */
export function databasesOf({ environment }: Facts): { name: string; sources: Source[] }[] {
  const named = environment.flatMap(({ name, default: own, example = '', sources }) => {
    const value = own ?? example
    const database = VARIABLE.test(name) ? SCHEMES.find(([scheme]) => scheme.test(value))?.[1] : undefined
    return database ? [{ name: database, sources }] : []
  })
  return [...new Map(named.toReversed().map((one) => [one.name, one])).values()].toReversed()
}
