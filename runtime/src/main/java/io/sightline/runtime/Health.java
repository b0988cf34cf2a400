package io.sightline.runtime;

/**
 * How a service does.
 *
 * @param detail for people; may be empty
 */
public record Health(State state, String detail) {
  /** STARTING and DEGRADED pass by themselves; DOWN does not. */
  public enum State {
    STARTING,
    UP,
    DEGRADED,
    DOWN
  }

  boolean isReady() {
    return state == State.UP;
  }

  /** False: a restart helps, and nothing else does. */
  boolean isLive() {
    return state != State.DOWN;
  }

  public static Health starting(String detail) {
    return new Health(State.STARTING, detail);
  }

  public static Health up() {
    return up("");
  }

  public static Health up(String detail) {
    return new Health(State.UP, detail);
  }

  public static Health degraded(String detail) {
    return new Health(State.DEGRADED, detail);
  }

  public static Health down(String detail) {
    return new Health(State.DOWN, detail);
  }
}
