import type * as v from 'valibot'

/** Ids are branded strings; on the wire they are strings. */
type DeepReadonly<Value> = Value extends string
  ? string extends Value
    ? string
    : Value
  : Value extends Uint8Array
    ? Uint8Array
    : Value extends object
      ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
      : Value

/**
 * Ties a schema to a type of messages.ts: the compiler refuses a schema that lets through more than the type allows,
 * and one that rejects what the type allows. Types stay the source, schemas follow.
 */
export function agreesWith<Contract>() {
  return <const Schema extends v.GenericSchema<unknown, Contract>>(
    schema: [DeepReadonly<Contract>] extends [DeepReadonly<v.InferOutput<Schema>>] ? Schema : never,
  ): v.GenericSchema<unknown, Contract> => schema
}
