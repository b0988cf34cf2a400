package io.sightline.console.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A camera and how it does.
 *
 * @param state starting, online, offline, ended, disabled or unknown
 * @param cause why it is offline
 * @param freeBytes free space where its clips are written; -1 unknown
 * @param healthAt capture time of the newest health record
 * @param decidedThrough capture time up to which its activities have been decided, as far as seen
 */
public record CameraJson(
    String camera,
    String name,
    String site,
    String state,
    @Nullable String cause,
    int width,
    int height,
    double fps,
    String videoCodec,
    long freeBytes,
    @Nullable Instant healthAt,
    @Nullable Instant decidedThrough) {}
