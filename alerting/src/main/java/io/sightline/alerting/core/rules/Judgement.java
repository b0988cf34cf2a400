package io.sightline.alerting.core.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say about an object in a frame, or about a sound.
 *
 * @param verdict of the first rule that holds, whatever the score is
 * @param awaited of an earlier rule that would alert, and waits only for more loitering or for a
 *     line to be crossed
 * @param misses how near it came to each rule that would alert, that one included which holds
 */
public record Judgement(Verdict verdict, @Nullable Verdict awaited, List<Miss> misses) {}
