package io.sightline.console.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A hold that somebody asks for, or lets go of, over HTTP.
 *
 * @param holdId chosen by whoever asks, so that asking twice changes nothing; null: one is made up
 * @param clipId what is to be held; null: the camera's span
 * @param until when it ends by itself; null: never
 */
record HoldRequest(
    @Nullable String holdId,
    @Nullable String clipId,
    @Nullable String camera,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String who,
    @Nullable String why,
    @Nullable Instant until) {}
