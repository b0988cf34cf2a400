package io.sightline.ingest.gate;

/**
 * When the gate opens and closes. Microseconds of the source's time.
 *
 * @param learnMicros decoded whole at the beginning, at least
 * @param probeMicros least time between key pictures that are looked at where sizes tell much
 * @param closeProbeMicros the same where sizes tell little
 * @param intraMicros time between pictures that are looked at where each is a key picture
 * @param calmMicros nothing has moved for so long: the gate closes
 * @param maxGroupMicros with key pictures farther apart the gate stays open
 * @param analysisMicros slot in which one picture is analysed
 * @param limit sum of excesses at which it opens
 */
public record GateSettings(
    long learnMicros,
    long probeMicros,
    long closeProbeMicros,
    long intraMicros,
    long calmMicros,
    long maxGroupMicros,
    long analysisMicros,
    float limit) {

  /**
   * @param analysedPerSecond most pictures that are analysed in a second
   */
  public static GateSettings usual(double analysedPerSecond) {
    return new GateSettings(
        6_000_000,
        5_900_000,
        1_900_000,
        500_000,
        1_000_000,
        10_000_000,
        Math.max(1, Math.round(1e6 / analysedPerSecond)),
        16);
  }
}
