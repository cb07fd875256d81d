import type * as v from 'valibot'

/** Ids are branded strings; on the wire they are strings. An optional key counts as one that both sides must have. */
type Comparable<Value> = Value extends string
  ? string extends Value
    ? string
    : Value
  : Value extends Uint8Array
    ? Uint8Array
    : Value extends object
      ? { readonly [Key in keyof Value]-?: Comparable<Value[Key]> }
      : Value

type AreSame<Left, Right> = [Left] extends [Right] ? ([Right] extends [Left] ? true : false) : false

/**
 * Ties a schema to a type of messages.ts: the compiler refuses a schema that lets through more than the type allows,
 * and one that rejects what the type allows. Types stay the source, schemas follow.
 */
export function agreesWith<Contract>() {
  return <const Schema extends v.GenericSchema<unknown, Contract>>(
    schema: AreSame<Comparable<Contract>, Comparable<v.InferOutput<Schema>>> extends true ? Schema : never,
  ): v.GenericSchema<unknown, Contract> => schema
}
