import type { Journey } from '../../src/core/journey/journey';
import type { Sighting } from '../../src/core/correlate/sighting';
import type { Topology } from '../../src/core/topology/topology';
/** The journeys that the real tracker makes of these sightings. */
export declare function trackJourneys(sightings: readonly Sighting[], topology?: Topology): Journey[];
/** One ping of the article: request and reply, `at` µs after the start. */
export declare function pingSightings(at: number, sequence: number, container?: 1 | 2, id?: number): Sighting[];
/** A ping whose request is seen no further than `hops` interfaces. */
export declare function lostSightings(at: number, sequence: number, hops: number): Sighting[];
/** A ping from one container to the other, with its reply. */
export declare function bridgeSightings(at: number, sequence: number): Sighting[];
/** The article's whole story: a ping out and back, one through the bridge, one that is lost. */
export declare function articleJourneys(): Journey[];
