import { RequestError } from '../../contract/messages'

/** A `RequestError` from its problem's parts; `values` are what the sentence names. */
export function requestError(
  code: string,
  message: string,
  command: string | null = null,
  values: Readonly<Record<string, string>> = {},
): RequestError {
  return new RequestError({ code, message, values, command })
}
