import { wireVersion } from './wire-message'

/** The WebSocket subprotocol of this version of the frames. */
export const webSocketProtocol = `hopscope-${wireVersion}`

/** The token travels as a second subprotocol: browsers can set no header, and a URL would end up in logs. */
export const tokenProtocolPrefix = 'hopscope-token-'
