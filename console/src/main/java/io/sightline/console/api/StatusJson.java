package io.sightline.console.api;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the console holds and how fresh it is.
 *
 * @param state starting, up, degraded or down
 * @param caughtUp true once all that was on the topics at the start has been read
 * @param unreadable records skipped because they could not be read
 * @param repeated alert revisions and decisions that were there already: 0 where all is well
 * @param forgotten values that had to go because of the limits
 * @param feedback how often people said what, as far as it holds, by kind
 * @param store null: retention has said nothing of it
 * @param decidedThrough by camera id
 */
public record StatusJson(
    String state,
    String detail,
    boolean caughtUp,
    int alerts,
    int decisions,
    long quiet,
    int clips,
    int cameras,
    long unreadable,
    long repeated,
    long forgotten,
    Map<String, Integer> feedback,
    @Nullable StoreJson store,
    Map<String, Instant> decidedThrough) {}
