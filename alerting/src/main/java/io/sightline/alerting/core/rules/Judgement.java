package io.sightline.alerting.core.rules;

import java.util.List;

/**
 * What the rules say about an object in a frame, or about a sound.
 *
 * @param verdict of the first rule that holds, whatever the score is
 * @param awaited of earlier rules that would alert, and wait only for more loitering or for a line
 *     to be crossed
 * @param misses how near it came to each rule that would alert, that one included which holds
 */
public record Judgement(Verdict verdict, List<Verdict> awaited, List<Miss> misses) {}
