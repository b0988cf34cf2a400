package io.sightline.retention;

import java.util.Arrays;
import java.util.Locale;

/**
 * Why something is to go before its deadline.
 *
 * @param request id of the request behind it
 */
record Early(Cause cause, String request) {
  /** Written as its name in lower case. */
  enum Cause {
    /** The disk fills. */
    PRESSURE(false),
    /** Somebody asked for it to be gone. */
    ERASURE(true),
    /** More is kept than a limit of the policy allows. */
    LIMIT(false);

    private final boolean stands;

    Cause(boolean stands) {
      this.stands = stands;
    }

    static Cause of(String name) {
      return Arrays.stream(values())
          .filter(cause -> cause.toString().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "cause '" + name + "': expected pressure, erasure or limit"));
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether it is carried out when what is held is released; else it is forgotten. */
  boolean stands() {
    return cause.stands;
  }
}
