const MAX_LANES_HEIGHT = 132;
const MAX_PITCH = 14;

/** The height of the axis below the lanes. */
const AXIS = 22;

/** The distance of the middles of neighbouring lanes in pixels. */
export function lanePitch(lanes: number): number {
  return Math.min(MAX_PITCH, MAX_LANES_HEIGHT / Math.max(1, lanes));
}

/** The height of a timeline in pixels. */
export function timelineHeight(lanes: number): number {
  return Math.max(lanePitch(lanes) * lanes, MAX_PITCH) + AXIS;
}
