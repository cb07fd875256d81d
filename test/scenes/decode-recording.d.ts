import type { Sighting } from '../../src/core/correlate/sighting';
import type { Journey } from '../../src/core/journey/journey';
import type { Topology } from '../../src/core/topology/topology';
/** A recording as the screen sees it: its map and its packets. */
export interface DecodedRecording {
    readonly topology: Topology;
    readonly sightings: readonly Sighting[];
    readonly journeys: readonly Journey[];
}
/** Reads a recording from its files' contents; throws when the capture is damaged. */
export declare function decodeRecording(topologyText: string, capture: Uint8Array): DecodedRecording;
