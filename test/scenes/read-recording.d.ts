import { type DecodedRecording } from './decode-recording';
/** A built-in recording as the screen sees it. */
export declare function readRecording(id: string): DecodedRecording;
